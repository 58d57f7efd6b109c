import { say } from '../../command-line/language.ts'
import { check, type Check } from '../findings.ts'

/** Refusals: status, code and form. */
export const errorChecks: readonly Check[] = [
  check(
    {
      zh: '不成样子的请求被拒绝，并指出字段',
      en: 'what is not a request is refused, field by field',
    },
    async (t) => {
      const login = (body: string) => t.world.ask('POST', '/api/login', body)
      t.refuses(
        'broken-json',
        await login('{"code":'),
        400,
        'invalid_json',
        say('写坏的 JSON', 'broken JSON'),
      )
      for (const body of ['{}', '{"code":7}', '{"code":""}', '[]', 'null']) {
        const answer = await login(body)
        t.refuses(
          'request-unchecked',
          answer,
          400,
          'invalid_request',
          say(`请求体 ${body}`, `the body ${body}`),
        )
      }
      const type = 'application/x-www-form-urlencoded'
      const headers = { 'Content-Type': type }
      const asForm = await t.world.send('/api/login', { method: 'POST', headers, body: 'code=1' })
      const when = say('用表单代替 JSON', 'a form instead of JSON')
      t.refuses('media-type-unchecked', asForm, 415, 'unsupported_media_type', when)
    },
  ),

  check(
    { zh: '不存在的路径也用同样的格式说明', en: 'what does not exist is said in the same form' },
    async (t) => {
      const nowhere = await t.world.ask('GET', '/api/nothing-here')
      t.refuses(
        'not-found',
        nowhere,
        404,
        'not_found',
        say('不存在的路径', 'a path that does not exist'),
      )
      const wrong = await t.world.ask('GET', '/api/login')
      t.refuses('wrong-method', wrong, 405, 'method_not_allowed', 'GET /api/login')
    },
  ),
]
