import { say } from '../../command-line/language.ts'
import { check, type Check } from '../findings.ts'

/** Binding a phone number, by code and encrypted. */
export const phoneChecks: readonly Check[] = [
  check(
    {
      zh: '手机号用 code 绑定，一个 code 只用一次，显示时打码',
      en: 'a phone number is bound by code, once, and shown masked',
    },
    async (t) => {
      const user = await t.world.person()
      const { token } = await t.world.signIn(user)
      const { code } = await t.world.fake('/__client/phone-code', { user })
      const answer = await t.world.ask('POST', '/api/phone', { code }, token)
      t.need(
        'phone-refused',
        answer.status === 200,
        say(
          'POST /api/phone 带着有效的 code，应答不是 200',
          'POST /api/phone with a good code is not 200',
        ),
        answer,
      )
      const isMasked = answer.body.phoneNumber === '138****8000'
      t.expect(
        'phone-shown',
        isMasked,
        say('手机号要显示成 138****8000', 'the number must be shown as 138****8000'),
        answer,
      )
      for (const [when, bad] of [
        [say('用过的手机号 code', 'a phone code that was used'), code],
        [
          say('把登录 code 当手机号 code 发来', 'a login code sent as phone code'),
          await t.world.code(user),
        ],
      ] as const) {
        const refused = await t.world.ask('POST', '/api/phone', { code: bad }, token)
        t.refuses('phone-code-not-checked', refused, 400, 'phone_code_invalid', when)
      }
    },
  ),

  check(
    { zh: '手机号用加密数据绑定', en: 'a phone number is bound by encrypted data' },
    async (t) => {
      const user = await t.world.person()
      const { token } = await t.world.signIn(user)
      const { encryptedData, iv } = await t.world.fake('/__client/phone-code', { user })
      const answer = await t.world.ask('POST', '/api/phone', { encryptedData, iv }, token)
      const isBound = answer.status === 200 && String(answer.body.phoneNumber).endsWith('8000')
      t.expect(
        'phone-not-decrypted',
        isBound,
        say('加密的手机号没有绑定上', 'the encrypted number is not bound'),
        answer,
      )
    },
  ),
]
