import { must, mustRefuse, type World } from './world.ts'

export interface Check {
  /** What holds when it passes. */
  name: string
  run: (world: World) => Promise<void>
}

const check = (name: string, run: Check['run']): Check => ({ name, run })

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])

function form(bytes: Uint8Array<ArrayBuffer>, field = 'file') {
  const data = new FormData()
  data.append(field, new Blob([bytes], { type: 'image/png' }), '../../picture.png')
  return data
}

const protectedRoutes: [method: string, path: string, body?: object][] = [
  ['GET', '/api/session'],
  ['GET', '/api/profile'],
  ['PUT', '/api/profile', { nickName: 'x' }],
  ['POST', '/api/phone', { code: 'x' }],
  ['DELETE', '/api/account'],
]

/** What every backend must do that the template is to work with. The order is that of a first day. */
export const checks: readonly Check[] = [
  check('a code becomes a session that tells who is signed in', async (world) => {
    const user = await world.person()
    const { token, userId } = await world.signIn(user)
    const { status, body } = await world.ask('GET', '/api/session', undefined, token)
    must(status === 200, `GET /api/session answers 200, not ${status}`)
    must((body.user as { id?: unknown }).id === userId, 'GET /api/session names the same user')
    must(typeof body.expiresIn === 'number' && body.expiresIn > 0, 'expiresIn is seconds left')
  }),

  check('the same person is the same user, another person is another', async (world) => {
    const [ann, mei] = [await world.person(), await world.person()]
    const [first, again, other] = [
      await world.signIn(ann),
      await world.signIn(ann),
      await world.signIn(mei),
    ]
    must(first.userId === again.userId, 'two sign-ins of one person give one user.id')
    must(first.userId !== other.userId, 'two persons have two user.ids')
    must(first.token !== again.token, 'every sign-in gives a token of its own')
  }),

  check('a code works once, also when it comes twice at the same time', async (world) => {
    const code = await world.code(await world.person())
    const both = await Promise.all([1, 2].map(() => world.ask('POST', '/api/login', { code })))
    const good = both.filter(({ status }) => status === 200)
    must(
      good.length === 1,
      `exactly one of two sign-ins with one code succeeds, not ${good.length}`,
    )
    const late = await world.ask('POST', '/api/login', { code })
    mustRefuse(late, 401, 'code_used', 'a code that was used')
  }),

  check('a code that is none is refused', async (world) => {
    const { code } = await world.fake('/__client/phone-code', { user: await world.person() })
    const answer = await world.ask('POST', '/api/login', { code })
    mustRefuse(answer, 401, 'code_invalid', 'a phone code sent as login code')
  }),

  check("WeChat's refusals become errors of the list", async (world) => {
    const blocked = await world.person({ blocked: true })
    const answer = await world.ask('POST', '/api/login', { code: await world.code(blocked) })
    mustRefuse(answer, 403, 'user_blocked', 'a person WeChat blocks (40226)')
    await world.fake('/__mock/faults', { target: 'jscode2session', errcode: 45011, times: 1 })
    const many = await world.ask('POST', '/api/login', {
      code: await world.code(await world.person()),
    })
    mustRefuse(many, 429, 'wechat_rate_limited', 'too many sign-ins (45011)')
    must(many.headers.has('retry-after'), 'a 429 says in Retry-After when to come again')
  }),

  check('what is not a request is refused, field by field', async (world) => {
    const login = (body: string) => world.ask('POST', '/api/login', body)
    mustRefuse(await login('{"code":'), 400, 'invalid_json', 'broken JSON')
    for (const body of ['{}', '{"code":7}', '{"code":""}', '[]', 'null']) {
      mustRefuse(await login(body), 400, 'invalid_request', `the body ${body}`)
    }
    const type = 'application/x-www-form-urlencoded'
    const headers = { 'Content-Type': type }
    const asForm = await world.send('/api/login', { method: 'POST', headers, body: 'code=1' })
    mustRefuse(asForm, 415, 'unsupported_media_type', 'a form instead of JSON')
  }),

  check('without a token, or with a dead one, nothing is told', async (world) => {
    for (const [method, path, body] of protectedRoutes) {
      const what = `${method} ${path}`
      const bare = await world.ask(method, path, body)
      mustRefuse(bare, 401, 'token_missing', `${what} without a token`)
      const dead = await world.ask(method, path, body, 'x'.repeat(43))
      mustRefuse(dead, 401, 'session_expired', `${what} with an unknown token`)
    }
  }),

  check('signing out ends this session and no other, and may be repeated', async (world) => {
    const user = await world.person()
    const [here, there] = [await world.signIn(user), await world.signIn(user)]
    for (const time of ['first', 'second']) {
      const { status } = await world.ask('POST', '/api/logout', undefined, here.token)
      must(status === 204, `the ${time} POST /api/logout answers 204, not ${status}`)
    }
    const after = await world.ask('GET', '/api/session', undefined, here.token)
    mustRefuse(after, 401, 'session_expired', 'a session that was signed out')
    const other = await world.ask('GET', '/api/session', undefined, there.token)
    must(other.status === 200, 'the session on the other phone goes on')
  }),

  check('when somebody else signs in on the phone, the former session ends', async (world) => {
    const former = await world.signIn(await world.person())
    const code = await world.code(await world.person())
    await world.ask('POST', '/api/login', { code }, former.token)
    const after = await world.ask('GET', '/api/session', undefined, former.token)
    mustRefuse(after, 401, 'session_expired', 'the session of who had the phone before')
  }),

  check('the profile is changed, and what is left out stays', async (world) => {
    const { token } = await world.signIn(await world.person())
    await world.ask('PUT', '/api/profile', { nickName: '安', city: '广州' }, token)
    const { status } = await world.ask('PUT', '/api/profile', { gender: 2 }, token)
    must(status === 200, `PUT /api/profile answers 200, not ${status}`)
    const { body } = await world.ask('GET', '/api/profile', undefined, token)
    const isKept = body.nickName === '安' && body.city === '广州' && body.gender === 2
    must(isKept, 'GET /api/profile shows both changes')
    const empty = await world.ask('PUT', '/api/profile', { nickName: 7 }, token)
    mustRefuse(empty, 400, 'invalid_request', 'a number as nickName')
  }),

  check("WeChat's user info is believed only when signed and decrypted", async (world) => {
    const user = await world.person({ nickName: '小满' })
    const { token } = await world.signIn(user)
    const info = await world.userInfo(user)
    const send = (data: object) => world.ask('POST', '/api/profile/wechat', data, token)
    const forged = await send({ ...info, rawData: '{"nickName":"Eve"}' })
    mustRefuse(forged, 400, 'signature_invalid', 'rawData that was changed')
    const { status, body } = await send(info)
    must(status === 200, `POST /api/profile/wechat answers 200, not ${status}`)
    must(body.nickName === '小满', 'the decrypted nickName is kept')
  }),

  check('data under a newer session of WeChat asks to sign in again', async (world) => {
    const user = await world.person()
    const { token } = await world.signIn(user)
    await world.fake('/__mock/scenarios/session-key-rotated')
    const info = await world.userInfo(user)
    const answer = await world.ask('POST', '/api/profile/wechat', info, token)
    mustRefuse(answer, 409, 'wechat_session_stale', 'data encrypted with a newer key')
    const again = await world.signIn(user)
    const { status } = await world.ask('POST', '/api/profile/wechat', info, again.token)
    must(status === 200, `after a new sign-in the same data is taken: 200, not ${status}`)
  }),

  check('a phone number is bound by code, once, and shown masked', async (world) => {
    const user = await world.person()
    const { token } = await world.signIn(user)
    const { code } = await world.fake('/__client/phone-code', { user })
    const { status, body, text } = await world.ask('POST', '/api/phone', { code }, token)
    must(status === 200, `POST /api/phone answers 200, not ${status}`)
    must(body.phoneNumber === '138****8000', 'the number is shown as 138****8000')
    must(!text.includes('13800138000'), 'the whole number is not in the answer')
    for (const [what, bad] of [
      ['a phone code that was used', code],
      ['a login code sent as phone code', await world.code(user)],
    ]) {
      const answer = await world.ask('POST', '/api/phone', { code: bad }, token)
      mustRefuse(answer, 400, 'phone_code_invalid', what ?? '')
    }
  }),

  check('a phone number is bound by encrypted data', async (world) => {
    const user = await world.person()
    const { token } = await world.signIn(user)
    const { encryptedData, iv } = await world.fake('/__client/phone-code', { user })
    const { status, body } = await world.ask('POST', '/api/phone', { encryptedData, iv }, token)
    must(status === 200 && body.phoneNumber === '138****8000', 'the decrypted number is bound')
  }),

  check('a picture is served as what it is; what is none is refused', async (world) => {
    const { token } = await world.signIn(await world.person())
    const upload = (data: FormData) => world.ask('POST', '/api/avatar', data, token)
    const { status, body } = await upload(form(PNG))
    must(status === 200, `POST /api/avatar answers 200, not ${status}`)
    const picture = await fetch(body.avatarUrl as string)
    const type = picture.headers.get('content-type')
    must(picture.status === 200 && type === 'image/png', 'avatarUrl serves an image/png')
    const bytes = new Uint8Array(await picture.arrayBuffer())
    must(bytes.join() === PNG.join(), 'the picture is the very same')
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    mustRefuse(await upload(form(page)), 415, 'picture_unsupported', 'a page called picture.png')
    mustRefuse(await upload(form(PNG, 'image')), 400, 'invalid_request', 'another field than file')
    const huge = new Uint8Array(3 * 1024 * 1024)
    huge.set(PNG)
    mustRefuse(await upload(form(huge)), 413, 'body_too_large', 'a picture of 3 MB')
  }),

  check('a deleted account leaves no session, and comes back as a new user', async (world) => {
    const user = await world.person()
    const [here, there] = [await world.signIn(user), await world.signIn(user)]
    const { status } = await world.ask('DELETE', '/api/account', undefined, here.token)
    must(status === 204, `DELETE /api/account answers 204, not ${status}`)
    for (const { token } of [here, there]) {
      const after = await world.ask('GET', '/api/session', undefined, token)
      mustRefuse(after, 401, 'session_expired', 'a session of a deleted account')
    }
    must((await world.signIn(user)).userId !== here.userId, 'signing in again makes a new user')
  }),

  check("WeChat's secrets stay on the server", async (world) => {
    const user = await world.person()
    const login = await world.ask('POST', '/api/login', { code: await world.code(user) })
    const token = login.body.token as string
    const answers = [login]
    for (const path of ['/api/session', '/api/profile']) {
      answers.push(await world.ask('GET', path, undefined, token))
    }
    answers.push(await world.ask('POST', '/api/login', { code: 'x' }))
    for (const { text } of answers) {
      const found = /session_?key|app_?secret|access_token/i.exec(text)?.[0]
      must(found === undefined, `no answer speaks of ${found ?? ''}`)
    }
  }),

  check('what does not exist is said in the same form', async (world) => {
    const nowhere = await world.ask('GET', '/api/nothing-here')
    mustRefuse(nowhere, 404, 'not_found', 'a path that does not exist')
    const wrong = await world.ask('GET', '/api/login')
    mustRefuse(wrong, 405, 'method_not_allowed', 'GET /api/login')
  }),
]

export interface Result {
  name: string
  /** Why it failed; absent when it passed. */
  why?: string
}

/** Runs all checks, one after the other. */
export async function runChecks(world: World, report: (result: Result) => void = () => {}) {
  const results: Result[] = []
  for (const { name, run } of checks) {
    let result: Result = { name }
    try {
      await run(world)
    } catch (error) {
      result = { name, why: (error as Error).message }
    }
    report(result)
    results.push(result)
  }
  return results
}
