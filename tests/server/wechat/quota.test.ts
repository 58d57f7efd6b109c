import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { post } from '../../support/http.ts'
import { askOpen, askWechat } from '../../support/wechat.ts'

const used = (cgi_path: string) => askOpen('POST', '/cgi-bin/openapi/quota/get', { cgi_path })
const call = () => askOpen('POST', '/wxa/msg_sec_check', {})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/getApiQuota.html
test('quota/get says what was called today, and what may be', async () => {
  await post('/__mock/quotas', { target: 'msg_sec_check', perDay: 3, perMinute: 2 })
  await call()
  expect(await used('/wxa/msg_sec_check')).toEqual({
    errcode: 0,
    errmsg: 'ok',
    quota: { daily_limit: 3, used: 1, remain: 2 },
    rate_limit: { call_count: 2, refresh_second: 60 },
  })
  expect(await used('/wxa/checksession')).toMatchObject({ quota: { used: 0 } })
  expect(await used('wxa/checksession')).toMatchObject({ errcode: 76021 })
  expect(await used('/sns/jscode2session')).toMatchObject({ errcode: 76022 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/clearQuota.html
// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/clearQuotaByAppSecret.html
test('clear_quota forgets what was called, ten times a month by both ways', async () => {
  const { appid, secret } = defaultApp
  await post('/__mock/quotas', { target: 'msg_sec_check', perDay: 1 })
  await call()
  expect(await call()).toMatchObject({ errcode: 45009 })
  const clear = () => askOpen('POST', '/cgi-bin/clear_quota', { appid })
  expect(await clear()).toEqual({ errcode: 0, errmsg: 'ok' })
  expect((await call()).errcode).not.toBe(45009)

  const bySecret = (appsecret: string, query = '') =>
    askWechat('POST', `/cgi-bin/clear_quota/v2${query}`, query === '' ? { appid, appsecret } : '')
  expect(await bySecret(secret)).toMatchObject({ errcode: 0 })
  expect(await bySecret(secret, `?appid=${appid}&appsecret=${secret}`)).toMatchObject({
    errcode: 0,
  })
  expect(await bySecret('x')).toMatchObject({ errcode: 40125 })
  expect(await askOpen('POST', '/cgi-bin/clear_quota', { appid: 'x' })).toMatchObject({
    errcode: 40013,
  })
  for (let time = 3; time < 10; time++) expect(await clear()).toMatchObject({ errcode: 0 })
  expect(await clear()).toMatchObject({ errcode: 48006 })
  await post('/__mock/clock', { advanceSeconds: 31 * 24 * 3600 })
  expect(await clear()).toMatchObject({ errcode: 0 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/openApi-mgnt/getApiDomainIp.html
test('get_api_domain_ip says where api.weixin.qq.com is', async () => {
  expect(await askOpen('GET', '/cgi-bin/get_api_domain_ip')).toEqual({ ip_list: ['127.0.0.1'] })
})
