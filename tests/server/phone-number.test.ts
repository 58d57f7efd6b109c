import {
  newCode,
  post,
  signIn,
  pass,
  scenario,
  fromPhone,
  usersAtBackend,
} from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'
import { http, HttpResponse } from 'msw'
import { MINUTE } from '../support/time.ts'

test('a phone number is bound by code, shown masked, and the code works once', async () => {
  const ann = await signIn()
  const { code } = await fromPhone('phone-code')
  expect(code).toMatch(/^[0-9a-f]{64}$/)
  const { status, body } = await ann.call('POST', '/api/phone', { code })
  expect([status, body]).toEqual([200, { phoneNumber: '138****8000' }])
  expect((await ann.call('GET', '/api/profile')).body.phoneNumber).toBe('138****8000')
  const again = await ann.call('POST', '/api/phone', { code })
  expect([again.status, again.body.error?.code]).toEqual([400, 'phone_code_invalid'])
})

test('a phone number is bound by encrypted data, with the prefix of its country', async () => {
  await post('/__mock/users', { name: 'mei', phoneNumber: '91234567', countryCode: '852' })
  const mei = await signIn('mei')
  const { encryptedData, iv } = await fromPhone('phone-code', 'mei')
  const { body } = await mei.call('POST', '/api/phone', { encryptedData, iv })
  expect(body).toEqual({ phoneNumber: '+852****4567' })
})

test.each([{}, { code: 7 }, { iv: 'AAAA' }, []])(
  'a phone request of %j is told what is wanted',
  async (body) => {
    const { status, body: answer } = await (await signIn()).call('POST', '/api/phone', body)
    expect([status, answer.error?.code]).toEqual([400, 'invalid_request'])
    expect(answer.error?.message).toContain('give `code`, or `encryptedData` and `iv`')
  },
)

test('the two kinds of code are not taken for each other', async () => {
  const ann = await signIn()
  const { code: phoneCode } = await fromPhone('phone-code')
  const asLogin = await post('/api/login', { code: phoneCode })
  expect(asLogin.body.error?.code).toBe('code_invalid')
  const asPhone = await ann.call('POST', '/api/phone', { code: await newCode() })
  expect(asPhone.body.error?.code).toBe('phone_code_invalid')
  expect((await ann.call('POST', '/api/phone', { code: phoneCode })).status).toBe(200)
})

test('who signs out while WeChat is asked binds no number', async () => {
  const ann = await signIn()
  const answer = async () => {
    await ann.call('POST', '/api/logout', {})
    return HttpResponse.json({ errcode: 0, phone_info: { phoneNumber: '13800138000' } })
  }
  server.use(http.post(`${ORIGIN}/api.weixin.qq.com/wxa/business/getuserphonenumber`, answer))
  const { status, body } = await ann.call('POST', '/api/phone', { code: 'any' })
  expect([status, body.error?.code]).toEqual([401, 'session_expired'])
  expect(await usersAtBackend()).toMatchObject([{ phoneNumber: '' }])
})

test('a phone code works for just under five minutes', async () => {
  const ann = await signIn()
  const { code } = await fromPhone('phone-code')
  await pass(5 * MINUTE)
  expect((await ann.call('POST', '/api/phone', { code })).body.error?.code).toBe(
    'phone_code_invalid',
  )
})

test('an app without quota gets no phone number', async () => {
  await scenario('phone-quota')
  expect(await fromPhone('phone-code')).toEqual({
    errno: 1400001,
    errMsg: 'appid no enough quota',
  })
})
