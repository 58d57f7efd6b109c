import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createHandlers } from '../../../mock-server/handlers.ts'
import { parseSeed, readSeed } from '../../../mock-server/seed/read.ts'
import { codeBlock } from '../../support/code-blocks.ts'
import { call, JSON_TYPE, newCode, post } from '../../support/http.ts'
import { ORIGIN, server } from '../../support/server.ts'
import { plainToken } from '../../support/wechat.ts'

const YAML = `
# Everybody our end-to-end tests know.
settings:
  profile: anonymous
apps:
  - appid: wx00000000000000aa
    secret: ${'a'.repeat(32)}
    openAccount: shop
users:
  - name: mei
    nickName: 美
    phoneNumber: '13700137000'
    unionid: oABCDEFGHIJKLMNOPQRSTUVWXY01
subscriptions:
  - user: mei
    templateId: order-sent
    count: 3
`

const exported = async () => (await fetch(`${ORIGIN}/__mock/seed`)).text()

const send = (seed: string) => call('POST', '/__mock/seed', { headers: JSON_TYPE, body: seed })

test('a server begins with its seed, and begins anew with it after a reset', async () => {
  server.use(...createHandlers({ seed: parseSeed(YAML, 'the file') }))
  const looksSeeded = async () => {
    expect((await call('GET', '/__mock/users/mei')).body).toMatchObject({ nickName: '美' })
    expect((await call('GET', '/__mock/state')).body.settings).toMatchObject({
      profile: 'anonymous',
    })
    const app = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }
    expect(await plainToken(app)).toHaveProperty('access_token')
  }
  await looksSeeded()
  await call('DELETE', '/__mock/users/mei')
  await post('/__mock/reset')
  await looksSeeded()
})

test('what is exported brings everything back, by HTTP and as a file', async () => {
  await send(JSON.stringify(parseSeed(YAML, 'the file')))
  const text = await exported()
  expect(text).toContain('"unionid":"oABCDEFGHIJKLMNOPQRSTUVWXY01"')
  expect(JSON.parse(text)).toEqual(parseSeed(text, 'the file'))
  await post('/__mock/reset')
  expect((await call('GET', '/__mock/users/mei')).status).toBe(404)
  expect((await send(text)).status).toBe(204)
  expect(await exported()).toBe(text)
  expect(await newCode({ user: 'mei' })).toMatch(/^0/)
})

test.each([
  ['a: [', 'is neither YAML nor JSON'],
  ['people: []', 'people'],
  ['users: [{ name: "a b" }]', 'users.0.name: is 1 to 32 letters'],
  ['users: [{ name: mei, phone: "1" }]', 'users.0: '],
  ['apps: [{ appid: wx1, secret: x }]', 'apps.0.appid: is "wx" and 16'],
])('a file that can not be is refused, and what is wrong named: %s', (text, message) => {
  expect(() => parseSeed(text, 'seed.yaml')).toThrow(message)
})

const UNIONID = 'oABCDEFGHIJKLMNOPQRSTUVWXY01'

test.each([
  [{ users: [{ name: 'mei', phone: '1' }] }, 'users.0: '],
  [{ subscriptions: [{ user: 'nobody', templateId: 't' }] }, 'nobody is called "nobody"'],
  [{ subscriptions: [{ user: 'visitor', templateId: 't', appid: 'x' }] }, 'there is no app "x"'],
  [{ users: ['a', 'b'].map((name) => ({ name, unionid: UNIONID })) }, 'have the same unionid'],
])('a seed that can not be is refused, whole: %j', async (seed, message) => {
  const before = await exported()
  const { status, body } = await send(JSON.stringify(seed))
  expect(status).toBe(400)
  expect(body.error?.message).toContain(message)
  expect(await exported()).toBe(before)
})

test('the example of the guide is a seed', () => {
  const seed = parseSeed(codeBlock('docs/point-your-backend.md', 'order-sent'), 'the guide')
  expect(seed).toMatchObject({ users: [{ name: 'mei' }], subscriptions: [{ count: 1 }] })
})

test('a file that is not there is named', () => {
  expect(() => readSeed('/nowhere/seed.yaml')).toThrow(
    `The seed file can't be read: ENOENT: no such file or directory, open '${resolve('/nowhere/seed.yaml')}'`,
  )
})

test.each([
  ['with a mark of the byte order', Buffer.from('\ufeffusers:\r\n  - name: mei\r\n')],
  ['as PowerShell writes it', Buffer.from('\ufeffusers:\r\n  - name: mei\r\n', 'utf16le')],
  ['as JSON from Windows', Buffer.from('\ufeff{"users":[{"name":"mei"}]}\r\n')],
])('a file %s is read', (_, bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  try {
    writeFileSync(join(folder, 'seed.yaml'), bytes)
    expect(readSeed(join(folder, 'seed.yaml'))).toEqual({ users: [{ name: 'mei' }] })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
