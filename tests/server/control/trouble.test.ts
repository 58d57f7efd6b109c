import { createControlClient } from '../../../mock-server/control/client.ts'
import { scenarios } from '../../../mock-server/scenarios.ts'
import { call, post } from '../../support/http.ts'

const mock = createControlClient()

const active = async () =>
  (await mock.scenarios()).scenarios.filter(({ active }) => active).map(({ name }) => name)

test('nothing is wrong at first, and the profile is the named one', async () => {
  expect(await active()).toEqual(['named-profile'])
})

const lasting = Object.entries(scenarios).flatMap(([name, scenario]) =>
  'lasting' in scenario && name !== 'named-profile' ? [name as keyof typeof scenarios] : [],
)

test.each(lasting)('%s holds until it is ended', async (name) => {
  await mock.play(name)
  expect(await active()).toContain(name)
  await mock.endScenario(name)
  expect(await active()).toEqual(['named-profile'])
})

test('ending one leaves another', async () => {
  await mock.play('wechat-busy')
  await mock.play('backend-down')
  await mock.endScenario('wechat-busy')
  expect(await active()).toEqual(['backend-down', 'named-profile'])
})

test('all-well ends all but the profile', async () => {
  for (const name of lasting) await mock.play(name)
  await mock.play('all-well')
  expect(await active()).toEqual(['anonymous-profile'])
})

test('what happened once can not be ended', async () => {
  await mock.play('session-expired')
  const { status, body } = await call('DELETE', '/__mock/scenarios/session-expired')
  expect([status, body.error?.message]).toEqual([
    400,
    '"session-expired" happened once and is over: there is nothing to end.',
  ])
  expect((await call('DELETE', '/__mock/scenarios/rain')).status).toBe(404)
})

test('faults are listed, and taken back one by one or all', async () => {
  await mock.addFault({ target: '/api/login', status: 500 })
  await mock.addFault({ target: '/api/session', drop: true })
  await mock.addFault({ target: 'jscode2session', errcode: -1, times: 1 })
  expect((await call('DELETE', '/__mock/faults/0')).status).toBe(204)
  expect((await call('GET', '/__mock/faults')).body).toEqual({
    faults: [
      { target: '/api/session', drop: true },
      { target: 'jscode2session', errcode: -1, times: 1 },
    ],
  })
  const { status, body } = await call('DELETE', '/__mock/faults/2')
  expect([status, body.error?.message]).toEqual([
    404,
    'There is no fault 2: 2 wait; GET /__mock/faults lists them, from 0.',
  ])
  await mock.clearFaults()
  expect((await call('GET', '/__mock/faults')).body).toEqual({ faults: [] })
})

test('a situation that finds no room says so', async () => {
  for (let number = 0; number < 100; number++) {
    await mock.addFault({ target: '/api/login', status: 500 })
  }
  const { status, body } = await post('/__mock/scenarios/wechat-busy')
  expect([status, body.error?.message]).toEqual([
    400,
    'Too many faults wait already; DELETE /__mock/faults.',
  ])
})

test('the clock goes forward and back to now', async () => {
  await mock.advance(3600)
  expect((await mock.backToNow()).aheadSeconds).toBe(0)
  const { body } = await post('/__mock/clock', { backToNow: true, advanceSeconds: 60 })
  expect(body).toMatchObject({ aheadSeconds: 60 })
})
