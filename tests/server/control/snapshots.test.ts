import { call, newCode, post, signIn } from '../../support/http.ts'

test('everything comes back: people, sessions, codes, clock, settings and faults', async () => {
  const ann = await signIn()
  const code = await newCode()
  await post('/__mock/scenarios/anonymous-profile')
  await post('/__mock/clock', { advanceSeconds: 100 })
  await post('/__mock/faults', { target: '/api/account', status: 503 })
  const { status, body } = await post('/__mock/snapshots/signed-in')
  expect([status, body.name]).toEqual([201, 'signed-in'])

  await post('/__mock/clock', { advanceSeconds: 100_000 })
  await ann.call('POST', '/api/logout')
  await post('/api/login', { code })
  await post('/__mock/users', { name: 'mei' })
  await post('/__mock/reset')

  expect((await post('/__mock/snapshots/signed-in/restore')).status).toBe(204)
  expect((await ann.call('GET', '/api/session')).status).toBe(200)
  expect((await post('/api/login', { code })).status).toBe(200)
  expect((await ann.call('DELETE', '/api/account')).status).toBe(503)
  const { body: state } = await call('GET', '/__mock/state')
  expect(state.settings).toMatchObject({ profile: 'anonymous' })
  expect((await call('GET', '/__mock/clock')).body.aheadSeconds).toBe(100)
  expect((await call('GET', '/__mock/users/mei')).status).toBe(404)
})

test('snapshots are listed, replaced and deleted', async () => {
  await post('/__mock/snapshots/a')
  await post('/__mock/snapshots/a')
  const names = async () =>
    ((await call('GET', '/__mock/snapshots')).body.snapshots as { name: string }[]).map(
      ({ name }) => name,
    )
  expect(await names()).toContain('a')
  expect((await call('DELETE', '/__mock/snapshots/a')).status).toBe(204)
  expect(await names()).not.toContain('a')
})

test.each([
  ['POST', '/__mock/snapshots/nothing/restore', 404, 'There is no snapshot "nothing"'],
  ['DELETE', '/__mock/snapshots/nothing', 404, 'There is no snapshot "nothing"'],
  ['POST', '/__mock/snapshots/a.b', 400, 'named by letters'],
])('%s %s is refused', async (method, path, status, message) => {
  const answer = await call(method, path)
  expect(answer.status).toBe(status)
  expect(answer.body.error?.message).toContain(message)
})
