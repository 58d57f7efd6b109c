import { http, HttpResponse } from 'msw'
import { checks, runChecks } from '../contract/checks.ts'
import { World } from '../contract/world.ts'
import { ORIGIN, server } from '../support/server.ts'

const world = () => new World(ORIGIN, ORIGIN)
const failures = async () =>
  (await runChecks(world())).flatMap(({ name, why }) => (why === undefined ? [] : [[name, why]]))

test('the mock backend passes its own contract', async () => {
  expect(await failures()).toEqual([])
  expect(checks.length).toBeGreaterThan(15)
})

test('a backend that does not sign out fails there, and only there', async () => {
  server.use(http.post(`${ORIGIN}/api/logout`, () => new HttpResponse(null, { status: 204 })))
  expect(await failures()).toEqual([
    [
      'signing out ends this session and no other, and may be repeated',
      expect.stringContaining(
        'a session that was signed out: 401 session_expired, not 200',
      ) as string,
    ],
  ])
})

test('a backend that takes any code and tells secrets fails in the right places', async () => {
  server.use(
    http.post(`${ORIGIN}/api/login`, () =>
      HttpResponse.json({ token: 't', expiresIn: 1, user: { id: 'u' }, session_key: 'k' }),
    ),
  )
  const failed = (await failures()).map(([name]) => name)
  expect(failed).toEqual(
    expect.arrayContaining([
      'the same person is the same user, another person is another',
      'a code works once, also when it comes twice at the same time',
      'a code that is none is refused',
      "WeChat's secrets stay on the server",
    ]),
  )
  expect(failed).not.toContain('what does not exist is said in the same form')
})
