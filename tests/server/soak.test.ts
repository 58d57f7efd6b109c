import { createMockServer } from '../../mock-server/app.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { checkClients } from '../soak/clients.ts'
import { fuzzRequest } from '../soak/fuzz.ts'
import { RUNS } from '../support/runs.ts'

jest.setTimeout(10_000 + RUNS * 50)

test('random clients at random times find no code, session or user that misbehaves', async () => {
  await expect(checkClients(Math.ceil(RUNS / 16))).resolves.toBeUndefined()
})

test('what is not a request changes nothing and breaks nothing', async () => {
  const errors: unknown[] = []
  const app = createMockServer({
    store: openStore(':memory:'),
    wechatBaseUrl: () => 'http://localhost:1/api.weixin.qq.com',
    strictCodes: true,
    logError: (error) => void errors.push(error),
  })
  const state = async () => {
    const { now: _, ...rest } = (await (await app.request('/__mock/state')).json()) as {
      now: number
    }
    return rest
  }
  const before = await state()
  for (let count = 0; count < RUNS * 2.5; count++) {
    const { path, body, ...rest } = fuzzRequest()
    const given = body && new Uint8Array(body)
    const response = await app.request(`http://localhost:3900${path}`, {
      ...rest,
      ...(given && { body: given }),
    })
    const text = await response.text()
    if (response.status === 500 || response.status > 501)
      throw new Error(`${path}: ${text} ${String(errors[0])}`)
  }
  expect(errors).toEqual([])
  expect(await state()).toEqual(before)
})
