import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { signSession } from '../../../mock-server/wechat/encryption.ts'
import { code2Session } from '../../support/code.ts'
import { newCode, post, pass } from '../../support/http.ts'
import { ORIGIN } from '../../support/server.ts'
import { askOpen, askWechat, type WechatAnswer } from '../../support/wechat.ts'
import { HOUR } from '../../support/time.ts'

const identity = async () =>
  JSON.parse(await (await code2Session({ js_code: await newCode() })).text()) as {
    openid: string
    session_key: string
    unionid: string
  }

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/internet/getUserEncryptKey.html
test('getuserencryptkey knows the key that the phone has, and the last three', async () => {
  const { openid, session_key } = await identity()
  const proof = { openid, signature: signSession(session_key), sig_method: 'hmac_sha256' }
  const query = `&${new URLSearchParams(proof).toString()}`
  const path = '/wxa/business/getuserencryptkey'
  const phone = (await post('/__client/user-key')).body
  const [key] = (await askOpen('GET', path, undefined, query)).key_info_list as [
    Record<string, unknown>,
  ]
  expect(key).toEqual({
    encrypt_key: phone.encryptKey,
    iv: phone.iv,
    version: 1,
    expire_in: expect.any(Number) as number,
    create_time: expect.any(Number) as number,
  })
  // SDKs send POST, with the parameters in either place, and hexadecimal in capitals.
  const capitals = { ...proof, signature: proof.signature.toUpperCase() }
  expect(await askOpen('POST', path, capitals)).toMatchObject({ errcode: 0 })
  for (let time = 0; time < 3; time++) {
    await pass(HOUR)
    await post('/__client/user-key')
  }
  const keys = (await askOpen('GET', path, undefined, query)).key_info_list
  expect(keys).toMatchObject([
    { version: 4, expire_in: expect.closeTo(HOUR, -1) as number },
    { version: 3, expire_in: 0 },
    { version: 2, expire_in: 0 },
  ])
  expect(await askOpen('GET', path, undefined, `${query}0`)).toMatchObject({ errcode: 87008 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/getPluginOpenPId.html
test('getpluginopenpid exchanges the code of wx.pluginLogin, once', async () => {
  const plugin = async () => (await post('/__client/plugin-login')).body.code
  const ask = (code: unknown) => askOpen('POST', '/wxa/getpluginopenpid', { code })
  const first = await plugin()
  const { openpid } = await ask(first)
  expect(openpid).toMatch(/^G[\w-]{27}$/)
  expect(await ask(first)).toMatchObject({ errcode: 40029 })
  expect(await ask(await plugin())).toMatchObject({ openpid })
  expect(await ask(await newCode())).toMatchObject({ errcode: 40029 })
  const late = await plugin()
  await pass(300)
  expect(await ask(late)).toMatchObject({ errcode: 40029 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/getPaidUnionid.html
test('getpaidunionid knows who paid within five minutes', async () => {
  const { openid, unionid } = await identity()
  const order = { transactionId: '4200001', mchId: '1900000109', outTradeNo: 'A7' }
  await post('/__mock/users/developer/payments', order)
  const ask = (query: string, who = openid) =>
    askOpen('GET', '/wxa/getpaidunionid', undefined, `&openid=${who}${query}`)
  const found = { unionid, errcode: 0, errmsg: 'ok' }
  expect(await ask('&transaction_id=4200001')).toEqual(found)
  expect(await ask('&mch_id=1900000109&out_trade_no=A7')).toEqual(found)
  expect(await ask('&transaction_id=4200002')).toMatchObject({ errcode: 89300 })
  expect(await ask('&mch_id=1900000109')).toMatchObject({ errcode: 40097 })
  expect(await ask('&transaction_id=4200001', 'oNobody')).toMatchObject({ errcode: 40003 })
  await post('/__mock/apps', { ...defaultApp, openAccount: null })
  expect(await ask('&transaction_id=4200001')).toMatchObject({ errcode: 89002 })
  await pass(300)
  expect(await ask('&transaction_id=4200001')).toMatchObject({ errcode: 89300 })
})

const platform = {
  appid: 'wx00000000000000cc',
  secret: 'c'.repeat(32),
  authorizers: [defaultApp.appid],
}

async function componentToken(change: object = {}) {
  return askWechat('POST', '/cgi-bin/component/api_component_token', {
    component_appid: platform.appid,
    component_appsecret: platform.secret,
    component_verify_ticket: 'ticket@@@x',
    ...change,
  })
}

async function componentSignIn(change: Record<string, string> = {}) {
  const query = new URLSearchParams({
    appid: defaultApp.appid,
    js_code: await newCode(),
    grant_type: 'authorization_code',
    component_appid: platform.appid,
    component_access_token: (await componentToken()).component_access_token as string,
    ...change,
  })
  const answer = await fetch(`${ORIGIN}/sns/component/jscode2session?${query.toString()}`)
  return JSON.parse(await answer.text()) as WechatAnswer
}

// https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/login/thirdpartyCode2Session.html
test('a third-party platform signs users of a mini-program in that authorized it', async () => {
  await post('/__mock/apps', platform)
  expect(await componentToken()).toMatchObject({ expires_in: 7200 })
  expect(await componentSignIn()).toMatchObject({ openid: expect.any(String) as string })
  expect(await componentSignIn({ js_code: 'undefined' })).toMatchObject({ errcode: 40029 })
  expect(await componentSignIn({ component_access_token: 'x' })).toMatchObject({ errcode: 40001 })
  expect(await componentSignIn({ appid: '' })).toMatchObject({ errcode: 41002 })
  await post('/__mock/apps', { ...platform, authorizers: [] })
  expect(await componentSignIn()).toMatchObject({ errcode: 61003 })
})

test('a component token is for a platform with its secret and ticket', async () => {
  await post('/__mock/apps', platform)
  expect(await componentToken({ component_appid: defaultApp.appid })).toMatchObject({
    errcode: 40013,
  })
  expect(await componentToken({ component_appsecret: 'x' })).toMatchObject({ errcode: 40125 })
  expect(await componentToken({ component_verify_ticket: '' })).toMatchObject({ errcode: 61004 })
})
