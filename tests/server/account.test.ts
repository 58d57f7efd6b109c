import {
  call,
  post,
  signIn,
  type SignedIn,
  pass,
  scenario,
  fromPhone,
  usersAtBackend,
} from '../support/http.ts'
import { ORIGIN } from '../support/server.ts'
import { MINUTE } from '../support/time.ts'

/** The user info of `wx.getUserInfo`, as the page sends it on. */
async function userInfo(user?: string) {
  const { rawData, signature, encryptedData, iv } = await fromPhone('user-info', user)
  return { rawData, signature, encryptedData, iv }
}

test('a user changes name and picture, and what is left out stays', async () => {
  const ann = await signIn('developer', { nickName: 'Ann', city: '广州' })
  const { status, body } = await ann.call('PUT', '/api/profile', { nickName: ' 安 ', gender: 2 })
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: ann.user.id, nickName: '安', gender: 2, city: '广州' })
  expect((await ann.call('GET', '/api/profile')).body).toMatchObject({ nickName: '安', gender: 2 })
  expect(await usersAtBackend()).toMatchObject([{ profile: { nickName: '安', city: '广州' } }])
})

test.each([
  [{}, 'holds nothing to change'],
  [{ nickName: '  ' }, 'nickName: is empty'],
  [{ nickName: 'x'.repeat(65) }, 'nickName: '],
  [{ avatarUrl: 'http://127.0.0.1:3900/api/avatars/none.png' }, 'avatarUrl: '],
])('a profile of %j is refused', async (change, message) => {
  const ann = await signIn('developer', { nickName: 'Ann' })
  const { status, body } = await ann.call('PUT', '/api/profile', change)
  expect(status).toBe(400)
  expect(body.error?.code).toBe('invalid_request')
  expect(body.error?.message).toContain(message)
  expect(await usersAtBackend()).toMatchObject([{ profile: { nickName: 'Ann', avatarUrl: '' } }])
})

test("WeChat's user info is checked, decrypted and kept", async () => {
  const ann = await signIn()
  const { status, body } = await ann.call('POST', '/api/profile/wechat', await userInfo())
  expect(status).toBe(200)
  expect(body).toMatchObject({ id: ann.user.id, nickName: '小满', gender: 1, city: 'Guangzhou' })
  expect(body).not.toHaveProperty('openId')
})

test("WeChat's anonymous user info does not replace a chosen name", async () => {
  const ann = await signIn('developer', { nickName: 'Ann' })
  await scenario('anonymous-profile')
  const { body } = await ann.call('POST', '/api/profile/wechat', await userInfo())
  expect(body.nickName).toBe('Ann')
})

test('data encrypted with another key asks to sign in again, and then is taken', async () => {
  let ann = await signIn()
  await scenario('session-key-rotated')
  const refused = await ann.call('POST', '/api/profile/wechat', await userInfo())
  expect(refused.status).toBe(409)
  expect(refused.body.error?.code).toBe('wechat_session_stale')
  expect(refused.body.error?.message).toContain('Sign in again')
  ann = await signIn()
  expect((await ann.call('POST', '/api/profile/wechat', await userInfo())).status).toBe(200)
})

test.each<[string, (ann: SignedIn) => Promise<object>, number, string]>([
  [
    'changed rawData',
    async () => ({ ...(await userInfo()), rawData: '{"nickName":"Eve"}' }),
    400,
    'signature_invalid',
  ],
  [
    'a changed signature',
    async () => ({ ...(await userInfo()), signature: '0'.repeat(40) }),
    400,
    'signature_invalid',
  ],
  [
    'data of five minutes ago',
    async () => {
      const info = await userInfo()
      await pass(5 * MINUTE + 1)
      return info
    },
    400,
    'encrypted_data_expired',
  ],
  ["another user's data", async () => userInfo('visitor'), 409, 'wechat_session_stale'],
  [
    'an iv that is too short',
    async () => ({ ...(await userInfo()), iv: 'AAAA' }),
    400,
    'invalid_request',
  ],
])('%s is refused', async (_, data, status, code) => {
  await signIn('visitor')
  const ann = await signIn()
  const answer = await ann.call('POST', '/api/profile/wechat', await data(ann))
  expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  expect((await ann.call('GET', '/api/profile')).body.nickName).toBe('')
})

test('data of another mini-program is refused, even under a known key', async () => {
  const appid = 'wx0000000000000002'
  await post('/__mock/apps', { appid, secret: '0'.repeat(32) })
  const ann = await signIn()
  const { body } = await post('/__client/user-info', { appid })
  const { rawData, signature, encryptedData, iv } = body
  const sent = { rawData, signature, encryptedData, iv }
  const answer = await ann.call('POST', '/api/profile/wechat', sent)
  expect(answer.body.error?.code).toBe('wechat_session_stale')
})

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3])
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

function upload(bytes: Uint8Array<ArrayBuffer>, name = '../../etc/passwd', field = 'file') {
  const form = new FormData()
  form.append(field, new Blob([bytes], { type: 'text/html' }), name)
  return form
}

test('a picture is kept, served as what it is, and shown once it is in the profile', async () => {
  const ann = await signIn()
  const { status, body } = await ann.call('POST', '/api/avatar', upload(PNG))
  expect(status).toBe(200)
  const avatarUrl = body.avatarUrl as string
  expect(avatarUrl).toMatch(/^http:\/\/127\.0\.0\.1:3900\/api\/avatars\/[0-9a-f]{32}\.png$/)
  const picture = await fetch(avatarUrl)
  expect(picture.headers.get('content-type')).toBe('image/png')
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG)

  expect((await ann.call('GET', '/api/profile')).body.avatarUrl).toBe('')
  expect((await ann.call('PUT', '/api/profile', { avatarUrl })).body.avatarUrl).toBe(avatarUrl)
  expect((await signIn()).user.avatarUrl).toBe(avatarUrl)

  await ann.call('POST', '/api/avatar', upload(JPEG))
  const newest = await ann.call('POST', '/api/avatar', upload(JPEG))
  expect((await fetch(avatarUrl)).status).toBe(200) // in use, so kept
  expect((await fetch(newest.body.avatarUrl as string)).status).toBe(200)
})

test("nobody takes over another's picture", async () => {
  const [ann, mei] = [await signIn(), await signIn('visitor')]
  const { avatarUrl } = (await ann.call('POST', '/api/avatar', upload(PNG))).body
  expect((await mei.call('PUT', '/api/profile', { avatarUrl })).status).toBe(400)
})

test.each<[string, FormData, number, string]>([
  ['no picture', upload(new TextEncoder().encode('<svg/>'), 'a.png'), 415, 'picture_unsupported'],
  ['an empty file', upload(new Uint8Array()), 415, 'picture_unsupported'],
  ['another field', upload(PNG, 'a.png', 'image'), 400, 'invalid_request'],
  ['over 2 MB', upload(new Uint8Array(2 * 1024 * 1024 + 1)), 413, 'body_too_large'],
])('an upload of %s is refused', async (_, form, status, code) => {
  const ann = await signIn()
  const answer = await ann.call('POST', '/api/avatar', form)
  expect([answer.status, answer.body.error?.code]).toEqual([status, code])
})

test.each([
  ['application/json', '{}', 415, 'unsupported_media_type'],
  ['multipart/form-data', 'x', 400, 'invalid_request'],
  ['multipart/form-data; boundary=b', '--b\r\nContent-Dis', 400, 'invalid_request'],
])('an upload as %s of %j is refused', async (type, body, status, code) => {
  const { token } = await signIn()
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type }
  const answer = await call('POST', '/api/avatar', { headers, body })
  expect([answer.status, answer.body.error?.code]).toEqual([status, code])
})

test('a deleted account leaves nothing: user, sessions, phone number and pictures are gone', async () => {
  const [ann, elsewhere, mei] = [await signIn(), await signIn(), await signIn('visitor')]
  const { avatarUrl } = (await ann.call('POST', '/api/avatar', upload(PNG))).body
  expect((await ann.call('DELETE', '/api/account')).status).toBe(204)
  for (const session of [ann, elsewhere]) {
    const { body } = await session.call('GET', '/api/session')
    expect(body.error?.code).toBe('session_expired')
  }
  expect((await fetch(avatarUrl as string)).status).toBe(404)
  expect((await mei.call('GET', '/api/session')).status).toBe(200)
  expect(await usersAtBackend()).toHaveLength(1)
  expect((await signIn()).user.id).not.toBe(ann.user.id)
})

test.each([
  ['PUT', '/api/profile'],
  ['POST', '/api/profile/wechat'],
  ['POST', '/api/phone'],
  ['POST', '/api/avatar'],
  ['DELETE', '/api/account'],
])('%s %s is for the signed-in only', async (method, path) => {
  const answer = await fetch(ORIGIN + path, { method })
  const { error } = JSON.parse(await answer.text()) as { error: { code: string } }
  // A body that is wrong may be named before the missing token.
  expect(['token_missing', 'invalid_request']).toContain(error.code)
})
