import { ControlError, createControlClient } from '../../../mock-server/control/client.ts'
import { codeBlock, runCode } from '../../support/code-blocks.ts'
import { bearer, call, newCode, post } from '../../support/http.ts'

const mock = createControlClient()

test('a test plays with people, time and trouble, and reads what was asked', async () => {
  await mock.addUser({ name: 'mei', nickName: '美' })
  const { token, authorization } = await mock.signIn('mei')
  expect(authorization).toBe(`Bearer ${token}`)
  expect((await call('GET', '/api/session', bearer(token))).status).toBe(200)

  await mock.takeSnapshot('signed-in')
  await mock.play('session-expired')
  expect((await call('GET', '/api/session', bearer(token))).status).toBe(401)
  await mock.restoreSnapshot('signed-in')
  expect((await mock.snapshots()).map(({ name }) => name)).toContain('signed-in')
  expect((await call('GET', '/api/session', bearer(token))).status).toBe(200)
  await mock.deleteSnapshot('signed-in')

  await mock.advance(8 * 24 * 3600)
  expect((await call('GET', '/api/session', bearer(token))).status).toBe(401)

  await mock.addFault({ target: 'jscode2session', errcode: -1, times: 1 })
  expect((await post('/api/login', { code: await newCode() })).body.error?.code).toBe('wechat_busy')
  const { counts, requests } = await mock.requests({ route: 'jscode2session' })
  expect(Object.values(counts)).toEqual([2])
  expect(requests.at(-1)).toMatchObject({ errcode: -1 })

  await mock.setQuota('jscode2session', { perMinute: 0 })
  expect((await post('/api/login', { code: await newCode() })).body.error?.code).toBe(
    'wechat_rate_limited',
  )
  await mock.deleteUser('mei')
  expect((await mock.exportSeed()).users?.map(({ name }) => name)).not.toContain('mei')
  await mock.addSeed({ users: [{ name: 'mei' }] })
  expect((await mock.exportSeed()).users?.map(({ name }) => name)).toContain('mei')
  await mock.reset()
  expect((await mock.state()).faults).toEqual([])
})

test('a refusal is an error that says what was wrong', async () => {
  const refusal = mock.signIn('nobody')
  await expect(refusal).rejects.toThrow('There is nobody called "nobody" here.')
  await expect(refusal).rejects.toBeInstanceOf(ControlError)
  await expect(refusal).rejects.toMatchObject({ status: 404, code: 'not_found' })
})

test('the example of the guide runs', async () => {
  const code = codeBlock('docs/point-your-backend.md', 'weapp-mock-server/control')
  await runCode(code.replace(/^import .*$/m, ''), { createControlClient })
  expect((await post('/api/login', { code: await newCode() })).body.error?.code).toBe('wechat_busy')
})
