import { scenarios } from '../../mock-server/scenarios.ts'
import { call, newCode, post, signIn } from '../support/http.ts'
import { ORIGIN } from '../support/server.ts'

const fault = (body: object) => post('/__mock/faults', body)

test('a person is made up, changed and signed in', async () => {
  const made = await post('/__mock/users', {
    name: 'mei',
    nickName: '美',
    phoneNumber: '13700137000',
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ name: 'mei', nickName: '美', phoneNumber: '13700137000' })
  const changed = await post('/__mock/users', { name: 'mei', city: '香港', countryCode: '852' })
  expect([changed.status, changed.body]).toEqual([
    200,
    expect.objectContaining({ nickName: '美', city: '香港', phoneNumber: '13700137000' }),
  ])
  const { users } = (await call('GET', '/__mock/users')).body as { users: { name: string }[] }
  expect(users.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['developer', 'mei', 'visitor']),
  )
  expect((await signIn('mei')).user.id).toMatch(/./)
})

test('one person is blocked, and not another', async () => {
  await post('/__mock/users', { name: 'visitor', blocked: true })
  const { body } = await post('/api/login', { code: await newCode({ user: 'visitor' }) })
  expect(body.error?.code).toBe('user_blocked')
  expect((await signIn()).token).toMatch(/./)
})

test.each([
  ['users', {}, 'name: is missing'],
  ['users', { name: '../x' }, 'name: is 1 to 32'],
  ['users', { name: 'mei', phoneNumber: '+86 1' }, 'phoneNumber: is 5 to 15 digits'],
  ['users', { name: 'mei', gender: 3 }, 'gender: '],
  ['apps', { appid: 'wx1', secret: 'x' }, 'appid: is "wx" and 16'],
  ['faults', { target: '/api/login', drop: true, status: 500 }, 'exclude each other'],
])('POST /__mock/%s %j says what is wrong', async (path, body, message) => {
  const answer = await post(`/__mock/${path}`, body)
  expect(answer.status).toBe(400)
  expect(answer.body.error?.message).toContain(message)
})

test('a dropped connection gives no answer and does nothing', async () => {
  await fault({ target: '/api/login', drop: true, times: 1 })
  const code = await newCode()
  await expect(post('/api/login', { code })).rejects.toThrow('Failed to fetch')
  expect((await post('/api/login', { code })).status).toBe(200)
})

test('a truncated answer breaks off after the work was done', async () => {
  const code = await newCode()
  await fault({ target: '/api/login', truncate: true, times: 1 })
  await expect(post('/api/login', { code })).rejects.toThrow(/cut off/)
  expect((await post('/api/login', { code })).body.error?.code).toBe('code_used')
})

test('a fault can be for one method, or for all routes under a path', async () => {
  const ann = await signIn()
  await fault({ target: '/api/profile', method: 'PUT', status: 503 })
  expect((await ann.call('GET', '/api/profile')).status).toBe(200)
  expect((await ann.call('PUT', '/api/profile', { nickName: 'Ann' })).status).toBe(503)
  await fault({ target: '/api/*', status: 500 })
  expect((await ann.call('GET', '/api/session')).status).toBe(500)
  expect((await call('GET', '/__mock/health')).status).toBe(200)
})

test('faults have an end: a loop that adds them is refused', async () => {
  const target = { target: '/none', status: 500 }
  const answers = await Promise.all(Array.from({ length: 101 }, () => fault(target)))
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(1)
})

test('every scenario has a description', async () => {
  const { body } = await call('GET', '/__mock/scenarios')
  const listed = body.scenarios as { name: string; about: string }[]
  expect(listed.map(({ name }) => name)).toEqual(Object.keys(scenarios))
  for (const { about } of listed) expect(about).toMatch(/^.{10,}\.$/)
})

test.each([
  ['code-used', 'code_used'],
  ['code-expired', 'code_invalid'],
  ['wrong-secret', 'wechat_misconfigured'],
  ['wechat-down', 'wechat_unreachable'],
  ['backend-down', 'internal'],
])('in the scenario %s a sign-in ends in %s', async (scenario, error) => {
  await post(`/__mock/scenarios/${scenario}`)
  const { body } = await post('/api/login', { code: await newCode() })
  expect(body.error?.code).toBe(error)
})

test('a phone that is offline reaches neither backend nor WeChat', async () => {
  await post('/__mock/scenarios/offline')
  await expect(fetch(`${ORIGIN}/api/session`)).rejects.toThrow('Failed to fetch')
  await expect(post('/__client/login')).rejects.toThrow('Failed to fetch')
  expect((await fetch(`${ORIGIN}/api.weixin.qq.com/sns/jscode2session`)).status).toBe(200)
})

describe('lists that may be long', () => {
  const invite = async (count: number) => {
    for (let number = 0; number < count; number++)
      await post('/__mock/users', { name: `n${number}` })
  }

  test('are answered a page at a time', async () => {
    await invite(5)
    await signIn('n1')
    await signIn('n2')
    const page = async (query: string) => (await call('GET', `/__mock/users${query}`)).body
    const names = (body: object) => (body as { users: { name: string }[] }).users.map((u) => u.name)
    const [first, second, last] = [
      await page('?limit=3'),
      await page('?limit=3&offset=3'),
      await page('?limit=99&offset=6'),
    ]
    expect([first.more, second.more, last.more]).toEqual([true, true, false])
    expect([first, second, last].flatMap(names)).toEqual(names(await page('')))

    const { body: state } = await call('GET', '/__mock/state?limit=1')
    const { wechat, backend } = state as Record<string, Record<string, unknown[]>>
    const lengths = [wechat?.accounts, wechat?.codes, backend?.users, backend?.sessions]
    expect(lengths.map((list) => list?.length)).toEqual([1, 1, 1, 1])
    const cut = ['wechat.accounts', 'wechat.codes', 'backend.sessions', 'backend.users']
    expect((state.more as string[]).toSorted()).toEqual(cut.toSorted())
    expect((await call('GET', '/__mock/state')).body.more).toEqual([])
  })

  test.each(['limit=0', 'limit=10001', 'limit=x', 'limit=', 'offset=-1', 'offset=1e3'])(
    '%s is refused',
    async (query) => {
      for (const path of ['/__mock/users', '/__mock/state']) {
        const { status, body } = await call('GET', `${path}?${query}`)
        expect([status, body.error?.message]).toEqual([
          400,
          expect.stringMatching(/^(limit|offset): must be a number, /) as string,
        ])
      }
    },
  )

  test('are not listed in full for a mistyped name', async () => {
    await invite(20)
    const { body } = await post('/__client/login', { user: `nobody${'x'.repeat(50)}` })
    expect(body.error?.message).toMatch(
      /there are \S+ \S+ \S+ \S+ \S+ and others \(GET \/__mock\/users\)$/,
    )
  })
})
