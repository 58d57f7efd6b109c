import { check, type Check } from '../findings.ts'

/** Binding a phone number, by code and encrypted. */
export const phoneChecks: readonly Check[] = [
  check('a phone number is bound by code, once, and shown masked', async (t) => {
    const user = await t.world.person()
    const { token } = await t.world.signIn(user)
    const { code } = await t.world.fake('/__client/phone-code', { user })
    const answer = await t.world.ask('POST', '/api/phone', { code }, token)
    t.need(
      'phone-refused',
      answer.status === 200,
      'POST /api/phone with a good code is not 200',
      answer,
    )
    const isMasked = answer.body.phoneNumber === '138****8000'
    t.expect('phone-shown', isMasked, 'the number must be shown as 138****8000', answer)
    for (const [when, bad] of [
      ['a phone code that was used', code],
      ['a login code sent as phone code', await t.world.code(user)],
    ] as const) {
      const refused = await t.world.ask('POST', '/api/phone', { code: bad }, token)
      t.refuses('phone-code-not-checked', refused, 400, 'phone_code_invalid', when)
    }
  }),

  check('a phone number is bound by encrypted data', async (t) => {
    const user = await t.world.person()
    const { token } = await t.world.signIn(user)
    const { encryptedData, iv } = await t.world.fake('/__client/phone-code', { user })
    const answer = await t.world.ask('POST', '/api/phone', { encryptedData, iv }, token)
    const isBound = answer.status === 200 && String(answer.body.phoneNumber).endsWith('8000')
    t.expect('phone-not-decrypted', isBound, 'the encrypted number is not bound', answer)
  }),
]
