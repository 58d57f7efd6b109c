import { createDecipheriv } from 'node:crypto'
import { isSignedBy, openEncrypted } from '../../mock-server/backend/encrypted-data.ts'
import { encryptData, signRawData, signSession } from '../../mock-server/wechat/encryption.ts'
import { defaultApp } from '../../mock-server/wechat/apps.ts'
import { code2Session } from '../support/code.ts'
import { bearer, call, JSON_TYPE, newCode, post } from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'
import { http, HttpResponse } from 'msw'

/** The vector of WeChat's own WXBizDataCrypt demo. */
const demo = {
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  plaintext:
    '{"openId":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0","unionId":"ocMvos6NjeKLIBqg5Mr9QjxrP1FA","watermark":{"timestamp":1477314187,"appid":"wx4f4bc4dec97d474b"}}',
  encryptedData:
    'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
}

test("encryption gives the bytes of WeChat's published example", () => {
  expect(encryptData(demo.sessionKey, demo.plaintext, demo.iv).encryptedData).toBe(
    demo.encryptedData,
  )
})

/** The vector of WeChat's documentation of `signature`. */
const published = {
  rawData:
    '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}',
  signature: '75e81ceda165f4ffa64f4068af58c64b8f54b88c',
}

test("the signature is that of WeChat's published example", () => {
  expect(signRawData(published.rawData, 'HyVFkGl5F5OQWJZZaNzBBg==')).toBe(published.signature)
})

const userInfo = async (request: object = {}) =>
  (await post('/__client/user-info', request)).body as Record<string, string>

async function keyInForce(): Promise<string> {
  const answer = JSON.parse(await (await code2Session({ js_code: await newCode() })).text()) as {
    session_key: string
  }
  return answer.session_key
}

function decrypt(sessionKey: string, { encryptedData = '', iv = '' }: Record<string, string>) {
  const [key, vector] = [Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64')]
  const decipher = createDecipheriv('aes-128-cbc', key, vector)
  const text = decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8')
  return JSON.parse(text) as Record<string, unknown>
}

test("the backend opens WeChat's published example", () => {
  const { watermark, ...content } = JSON.parse(demo.plaintext) as Record<string, unknown> & {
    watermark: { appid: string; timestamp: number }
  }
  const expected = {
    sessionKey: demo.sessionKey,
    appid: watermark.appid,
    nowMs: watermark.timestamp * 1000,
  }
  expect(openEncrypted(demo, expected)).toEqual(content)
  const late = { ...expected, nowMs: expected.nowMs + 5 * 60_000 + 1 }
  expect(() => openEncrypted(demo, late)).toThrow(/older than five minutes/)
  const early = { ...expected, nowMs: expected.nowMs - 5 * 60_000 - 1 }
  expect(() => openEncrypted(demo, early)).toThrow(/older than five minutes/)
  expect(() => openEncrypted(demo, { ...expected, appid: 'wx0' })).toThrow(/another mini-program/)
  const stale = { ...expected, sessionKey: 'HyVFkGl5F5OQWJZZaNzBBg==' }
  expect(() => openEncrypted(demo, stale)).toThrow(/Sign in again/)
})

test("the backend takes the signature of WeChat's published example, and no other", () => {
  const [key, rawData] = ['HyVFkGl5F5OQWJZZaNzBBg==', published.rawData]
  expect(isSignedBy(key, rawData, published.signature)).toBe(true)
  expect(isSignedBy(key, `${rawData} `, published.signature)).toBe(false)
  expect(isSignedBy(demo.sessionKey, rawData, published.signature)).toBe(false)
  expect(isSignedBy(key, rawData, '')).toBe(false)
})

test.each([
  [
    'o0q0otL8aEzpcZL/FT9WsQ==',
    '{"foo":"bar"}',
    '654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b',
  ],
  [
    'o0q0otL8aEzpcZL/FT9WsQ==',
    '',
    '46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128',
  ],
  [
    'tiihtNczf5v6AKRyjwEUhQ==',
    '',
    '7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735',
  ],
])('the session signature of %j over %j is the published one', (key, message, signature) => {
  expect(signSession(key, message)).toBe(signature)
})

test('user info is signed and encrypted with the key in force', async () => {
  const session_key = await keyInForce()
  const info = await userInfo()
  expect(info.signature).toBe(signRawData(info.rawData ?? '', session_key))
  expect(decrypt(session_key, info)).toMatchObject({
    nickName: '小满',
    openId: expect.stringMatching(/^o/) as string,
    watermark: { appid: 'wx5ec7e70000000001' },
  })
})

test('getUserProfile encrypts no openId', async () => {
  const session_key = await keyInForce()
  const info = await userInfo({ api: 'getUserProfile' })
  expect(decrypt(session_key, info)).not.toHaveProperty('openId')
})

test('anonymous user info is what WeChat gives today', async () => {
  await post('/__mock/scenarios/anonymous-profile')
  const info = await userInfo()
  expect(JSON.parse(info.rawData ?? '')).toMatchObject({ nickName: '微信用户', is_demote: true })
  expect(info.userInfo).toEqual(JSON.parse(info.rawData ?? ''))
})

test('user info without credentials holds nothing encrypted', async () => {
  const info = await userInfo({ withCredentials: false })
  expect(Object.keys(info)).toEqual(['userInfo', 'rawData'])
})

test.each([
  ['another user', { openId: 'oEve' }, 'wx5ec7e70000000001', 'encrypted_data_invalid'],
  ['another mini-program', { openId: 'oAnn' }, 'wx0', 'encrypted_data_invalid'],
  ['this user', { openId: 'oAnn' }, 'wx5ec7e70000000001', undefined],
])('data under the right key for %s is taken only from its own', async (_, ids, appid, code) => {
  const session_key = demo.sessionKey
  const identity = () => HttpResponse.json({ openid: 'oAnn', session_key })
  server.use(http.get(`${ORIGIN}/api.weixin.qq.com/sns/jscode2session`, identity))
  const { token } = (await post('/api/login', { code: 'any' })).body
  const watermark = { appid, timestamp: Math.floor(Date.now() / 1000) }
  const rawData = JSON.stringify({ nickName: 'Ann', avatarUrl: '' })
  const content = { ...ids, nickName: 'Ann', avatarUrl: '', watermark }
  const { status, body } = await call('POST', '/api/profile/wechat', {
    headers: { ...JSON_TYPE, ...bearer(token as string).headers },
    body: JSON.stringify({
      rawData,
      signature: signRawData(rawData, session_key),
      ...encryptData(session_key, JSON.stringify(content)),
    }),
  })
  expect([status, body.error?.code]).toEqual([code === undefined ? 200 : 400, code])
})

// https://developers.weixin.qq.com/miniprogram/dev/api/open-api/werun/wx.getWeRunData.html
test('steps come encrypted with the session key, one number a day up to today', async () => {
  const { body } = await post('/__client/werun', { steps: [5000, 7] })
  const { stepInfoList, watermark } = decrypt(
    await keyInForce(),
    body as Record<string, string>,
  ) as unknown as {
    stepInfoList: { timestamp: number; step: number }[]
    watermark: { appid: string }
  }
  expect(stepInfoList.map(({ step }) => step)).toEqual([5000, 7])
  const [yesterday = 0, today = 0] = stepInfoList.map(({ timestamp }) => timestamp)
  expect(today - yesterday).toBe(86_400)
  expect((today + 8 * 3600) % 86_400).toBe(0) // midnight in China
  expect(watermark.appid).toBe(defaultApp.appid)
  expect((await post('/__client/werun', { steps: Array(32).fill(1) })).status).toBe(400)
  expect((await post('/__client/werun', {})).status).toBe(400)
})
