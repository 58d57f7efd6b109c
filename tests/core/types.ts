/**
 * Wrong use that must not compile: `npm run types` fails when one of these lines becomes right.
 * Nothing here runs.
 */
import { api, defineEntry, ServiceError, type Session } from '../../miniprogram/services/index'
import { askPermission, permissionOf } from '../../miniprogram/services/permission'
import { phoneCodeFrom, type PhoneCode } from '../../miniprogram/services/phone'
import { agreePrivacy } from '../../miniprogram/services/privacy'
import { saveProfile } from '../../miniprogram/services/profile'
import type { LoginCode } from '../../miniprogram/services/wechat'

/** Wrong uses that the compiler has to refuse. */
export async function wrongUse(loginCode: LoginCode, session: Session) {
  // @ts-expect-error a phone code is no login code
  const phoneCode: PhoneCode = loginCode
  // @ts-expect-error and the other way round
  const code: LoginCode = phoneCodeFrom({ errMsg: '', code: 'text' })
  // @ts-expect-error a text is no code
  const text: LoginCode = 'text'

  // @ts-expect-error unknown scope
  await askPermission('scope.everything')
  // @ts-expect-error a permission has three states, it is no truth value
  const granted: boolean = await permissionOf('scope.camera')

  const body = await api.get('/api/thing')
  // @ts-expect-error a body is unknown until a reader has checked it
  const name = body.name as unknown
  const { length } = await api.get('/api/thing', { read: (answer) => String(answer) })
  // @ts-expect-error a sent body can not be left out of a PUT
  await api.put('/api/thing')
  // @ts-expect-error only a GET may be tried again after a network failure
  await api.post('/api/thing', {}, { retries: 2 })
  // @ts-expect-error only a POST signs in
  await api.get('/api/thing', { role: 'login' })
  // @ts-expect-error an upload needs a file
  await api.upload('/api/thing')

  // @ts-expect-error unknown error code
  const error = new ServiceError('ERR_SOMETHING', '')
  // @ts-expect-error the backend's id is no profile field
  await saveProfile({ id: 'other' })
  // @ts-expect-error agreeing takes the button's event
  agreePrivacy('agree')
  // @ts-expect-error a session without a token is none
  const half: Session = { userId: session.userId, expiresAt: 1, checkedAt: 1 }
  // @ts-expect-error an entry says how it is read
  const entry = defineEntry<{ items: string[] }>({ key: 'cart' })

  return [phoneCode, code, text, granted, name, length, error, half, entry]
}
