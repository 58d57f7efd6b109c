import { say } from '../../command-line/language.ts'
import { check, type Check } from '../findings.ts'

/** Reading and changing the profile, and WeChat's encrypted one. */
export const profileChecks: readonly Check[] = [
  check(
    {
      zh: '修改资料时，没写的字段保持不变',
      en: 'the profile is changed, and what is left out stays',
    },
    async (t) => {
      const { token } = await t.world.signIn(await t.world.person())
      await t.world.ask('PUT', '/api/profile', { nickName: '安', city: '广州' }, token)
      const change = await t.world.ask('PUT', '/api/profile', { gender: 2 }, token)
      t.expect(
        'profile-refused',
        change.status === 200,
        say('PUT /api/profile 应答不是 200', 'PUT /api/profile is not 200'),
        change,
      )
      const answer = await t.world.ask('GET', '/api/profile', undefined, token)
      const { nickName, city, gender } = answer.body
      const isKept = nickName === '安' && city === '广州' && gender === 2
      const says = say(
        '先改 {nickName, city} 再改 {gender} 之后，GET /api/profile 没有三个都给出',
        'after {nickName, city} and then {gender}, GET /api/profile does not show all three',
      )
      t.expect('profile-forgets', isKept, says, answer)
      const wrong = await t.world.ask('PUT', '/api/profile', { nickName: 7 }, token)
      t.refuses(
        'profile-unchecked',
        wrong,
        400,
        'invalid_request',
        say('nickName 是数字', 'a number as nickName'),
      )
    },
  ),

  check(
    {
      zh: '微信的用户信息只在签名正确、能解密时才采信',
      en: "WeChat's user info is believed only when signed and decrypted",
    },
    async (t) => {
      const user = await t.world.person({ nickName: '小满' })
      const { token } = await t.world.signIn(user)
      const info = await t.world.userInfo(user)
      const send = (data: object) => t.world.ask('POST', '/api/profile/wechat', data, token)
      const forged = await send({ ...info, rawData: '{"nickName":"Eve"}' })
      const when = say('被改过的 rawData', 'rawData that was changed')
      t.refuses('signature-not-checked', forged, 400, 'signature_invalid', when)
      const answer = await send(info)
      t.need(
        'user-info-refused',
        answer.status === 200,
        say('微信的用户信息没有被接受', 'WeChat’s user info is not taken'),
        answer,
      )
      const isKept = answer.body.nickName === '小满'
      t.expect(
        'user-info-lost',
        isKept,
        say('解密出来的 nickName 没有保存', 'the decrypted nickName is not kept'),
        answer,
      )
    },
  ),

  check(
    {
      zh: '为别的小程序加密的数据被拒绝',
      en: 'data that was encrypted for another mini-program is refused',
    },
    async (t) => {
      const user = await t.world.person()
      const { token } = await t.world.signIn(user)
      await t.world.fake('/__mock/scenarios/foreign-watermark')
      const info = await t.world.userInfo(user)
      const { encryptedData, iv } = await t.world.fake('/__client/phone-code', { user })
      await t.world.fake('/__mock/scenarios/all-well')
      const when = say(
        'watermark.appid 属于别的小程序的数据',
        'data whose watermark.appid is another mini-program’s',
      )
      for (const [path, body] of [
        ['/api/profile/wechat', info],
        ['/api/phone', { encryptedData, iv }],
      ] as const) {
        const answer = await t.world.ask('POST', path, body, token)
        t.refuses('watermark-not-checked', answer, 400, 'encrypted_data_invalid', when)
      }
    },
  ),

  check(
    {
      zh: '用更新的微信会话加密的数据，会要求重新登录',
      en: 'data under a newer session of WeChat asks to sign in again',
    },
    async (t) => {
      const user = await t.world.person()
      const { token } = await t.world.signIn(user)
      await t.world.fake('/__mock/scenarios/session-key-rotated')
      const info = await t.world.userInfo(user)
      const answer = await t.world.ask('POST', '/api/profile/wechat', info, token)
      const when = say('用更新的密钥加密的数据', 'data encrypted with a newer key')
      t.refuses('stale-key', answer, 409, 'wechat_session_stale', when)
      const again = await t.world.signIn(user)
      const later = await t.world.ask('POST', '/api/profile/wechat', info, again.token)
      const says = say(
        '重新登录之后，同样的数据仍不被接受：要保存最新的 session_key',
        'after a new sign-in the same data is not taken: the newest session_key must be kept',
      )
      t.expect('old-key-kept', later.status === 200 && !later.body.error, says, later)
    },
  ),
]
