import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { SESSION_SECONDS, type Accounts } from './accounts.ts'
import { isSigned, openEncrypted } from './encrypted.ts'
import { readPicture } from './pictures.ts'
import { Problem } from './problem.ts'
import { readJson } from './requests.ts'
import { answerProblems, logRequests, type Variables } from './serving.ts'
import * as schema from './schemas.ts'
import type { Wechat } from './wechat.ts'

const PICTURES = '/api/pictures/'

/** The calls of the template. */
export function createApp(accounts: Accounts, wechat: Wechat, publicUrl: string) {
  const app = new Hono<{ Variables: Variables }>()
  app.use(logRequests)
  answerProblems(app)

  app.get('/api/health', async (c) => {
    await accounts.isReady()
    return c.json({ status: 'ok' })
  })

  app.post('/api/login', async (c) => {
    const { code, ...profile } = await readJson(c, schema.Login)
    const identity = await wechat.codeToSession(code)
    const { token, user } = await accounts.signIn(identity, profile, tokenOf(c))
    return c.json({ token, expiresIn: SESSION_SECONDS, user })
  })

  app.post('/api/logout', async (c) => {
    await accounts.signOut(requireToken(c))
    return c.body(null, 204)
  })

  app.get('/api/session', async (c) => {
    const { user, secondsLeft } = await accounts.find(requireToken(c))
    return c.json({ user, expiresIn: secondsLeft })
  })

  app.get('/api/profile', async (c) => c.json((await accounts.find(requireToken(c))).user))

  app.put('/api/profile', async (c) => {
    const { user } = await accounts.find(requireToken(c))
    return c.json(await accounts.changeProfile(user.id, await readJson(c, schema.Profile)))
  })

  app.post('/api/profile/wechat', async (c) => {
    const { user } = await accounts.find(requireToken(c))
    const { rawData, signature, ...data } = await readJson(c, schema.WechatProfile)
    const { openid, sessionKey } = await accounts.wechatIdentity(user.id)
    const info = openEncrypted(data, sessionKey, wechat.app.id, schema.UserInfo)
    if (!isSigned(rawData, signature, sessionKey)) {
      throw new Problem(400, 'signature_invalid', 'rawData is not what WeChat signed.')
    }
    const { openId = openid, ...profile } = info
    if (openId !== openid) {
      throw new Problem(400, 'encrypted_data_invalid', 'Encrypted for another user.')
    }
    return c.json(await accounts.changeProfile(user.id, profile))
  })

  app.post('/api/phone', async (c) => {
    const { user } = await accounts.find(requireToken(c))
    const body = await readJson(c, schema.Phone)
    const phone =
      'code' in body ? await wechat.phoneNumber(body.code) : await decrypted(user.id, body)
    const { phoneNumber } = await accounts.bindPhone(user.id, phone)
    return c.json({ phoneNumber })
  })

  async function decrypted(id: string, data: { encryptedData: string; iv: string }) {
    const { sessionKey } = await accounts.wechatIdentity(id)
    return openEncrypted(data, sessionKey, wechat.app.id, schema.PhoneInfo).purePhoneNumber
  }

  app.post('/api/avatar', async (c) => {
    const { user } = await accounts.find(requireToken(c)) // checked before the upload is read
    const picture = await readPicture(c)
    const avatarUrl = publicUrl + PICTURES + picture.name
    await accounts.keepPicture(user.id, picture, avatarUrl)
    return c.json({ avatarUrl })
  })

  app.get(`${PICTURES}:name`, async (c) => {
    const picture = await accounts.findPicture(c.req.param('name'))
    if (!picture) throw new Problem(404, 'not_found', 'There is no such picture.')
    return c.body(new Uint8Array(picture.bytes), 200, {
      'Content-Type': picture.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox", // user content: no scripts
    })
  })

  app.delete('/api/account', async (c) => {
    const { user } = await accounts.find(requireToken(c))
    await accounts.delete(user.id)
    return c.body(null, 204)
  })

  return app
}

const Bearer = z.string().regex(/^Bearer [\w-]{1,512}$/i)

const tokenOf = (c: Context) =>
  Bearer.safeParse(c.req.header('authorization')).data?.slice('Bearer '.length)

function requireToken(c: Context): string {
  const token = tokenOf(c)
  if (token !== undefined) return token
  throw new Problem(401, 'token_missing', 'Send Authorization: Bearer and the session token.')
}
