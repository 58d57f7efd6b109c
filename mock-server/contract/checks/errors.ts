import { check, type Check } from '../findings.ts'

/** Refusals: status, code and form. */
export const errorChecks: readonly Check[] = [
  check('what is not a request is refused, field by field', async (t) => {
    const login = (body: string) => t.world.ask('POST', '/api/login', body)
    t.refuses('broken-json', await login('{"code":'), 400, 'invalid_json', 'broken JSON')
    for (const body of ['{}', '{"code":7}', '{"code":""}', '[]', 'null']) {
      const answer = await login(body)
      t.refuses('request-unchecked', answer, 400, 'invalid_request', `the body ${body}`)
    }
    const type = 'application/x-www-form-urlencoded'
    const headers = { 'Content-Type': type }
    const asForm = await t.world.send('/api/login', { method: 'POST', headers, body: 'code=1' })
    const when = 'a form instead of JSON'
    t.refuses('media-type-unchecked', asForm, 415, 'unsupported_media_type', when)
  }),

  check('what does not exist is said in the same form', async (t) => {
    const nowhere = await t.world.ask('GET', '/api/nothing-here')
    t.refuses('not-found', nowhere, 404, 'not_found', 'a path that does not exist')
    const wrong = await t.world.ask('GET', '/api/login')
    t.refuses('wrong-method', wrong, 405, 'method_not_allowed', 'GET /api/login')
  }),
]
