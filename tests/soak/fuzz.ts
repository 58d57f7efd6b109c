import { randomBytes, randomInt } from 'node:crypto'

/** A request that is wrong in some way, or harmless; none may change anything. */
export interface FuzzRequest {
  method: string
  path: string
  headers: Record<string, string>
  body?: Buffer
}

const paths = [
  '/api/login',
  '/api/logout',
  '/api/session',
  '/api/profile',
  '/api/profile/wechat',
  '/api/phone',
  '/api/avatar',
  '/api/avatars/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/api/account',
  '/api/docs',
  '/__client/login',
  '/__client/user-info',
  '/__client/authorize',
  '/__client/phone-code',
  '/__mock/users',
  '/__mock/apps',
  '/__mock/faults',
  '/__mock/quotas',
  '/__mock/clock',
  '/__mock/scenarios/none',
  '/api.weixin.qq.com/sns/jscode2session',
  '/api.weixin.qq.com/cgi-bin/stable_token',
  '/api.weixin.qq.com/wxa/msg_sec_check',
  '/api.weixin.qq.com/wxa/checksession?access_token=%00&openid=%ff&signature=x',
  '/%',
  '//',
  '/api/%E0%A4%A',
]
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=b',
  'multipart/form-data; boundary=',
  'application/x-www-form-urlencoded',
  '',
]

const one = <T>(from: readonly T[]): T => from[randomInt(from.length)] as T
const values = [null, true, -1, 1e308, '', '\u0000', '𝒳'.repeat(50), [], {}, [[[]]], { $gt: '' }]
const fields = ['code', 'user', 'appid', 'nickName', 'avatarUrl', 'rawData', 'iv', 'encryptedData']
// Each makes the whole request wrong, wherever it goes, so that nothing random happens to be right.
const poison = {
  user: 7,
  appid: 7,
  name: 7,
  code: 7,
  target: 7,
  secret: 7,
  scope: 7,
  nickName: 7,
  advanceSeconds: '7',
}

const bodies: readonly (() => Buffer)[] = [
  () => randomBytes(randomInt(300)),
  () => Buffer.from('{"code":'),
  () => Buffer.from(JSON.stringify({ [one(fields)]: one(values), ...poison })),
  () => Buffer.from(JSON.stringify(one(values.filter((value) => typeof value !== 'object')))),
  () => Buffer.from('['.repeat(20_000)),
  () => Buffer.from(`${'{"user":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  () => Buffer.from(`{"__proto__":{"user":7},"constructor":7,"user":7,"name":7,"code":7}`),
  () => Buffer.alloc(70_000, 'x'),
  () => Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  () => Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  () => Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a\r\n\r\n--b--'),
  () => Buffer.from('--b\r\n'.repeat(2_000)),
]

/** A random request. */
export function fuzzRequest(): FuzzRequest {
  const method = one(methods)
  const headers: Record<string, string> = {}
  const type = one(types)
  if (type !== '') headers['content-type'] = type
  if (randomInt(3) === 0)
    headers.authorization = one(['Bearer ', 'Bearer x', 'Basic eA==', `Bearer ${'x'.repeat(600)}`])
  if (randomInt(8) === 0) headers.origin = one(['null', 'http://evil.example', 'http://127.0.0.1'])
  if (randomInt(8) === 0) headers['x-request-id'] = one(['x'.repeat(300), '<script>', '-1'])
  if (randomInt(20) === 0) {
    for (let number = 0; number < 80; number++) headers[`x-flood-${number}`] = 'y'.repeat(50)
  }
  const request: FuzzRequest = { method, path: one(paths), headers }
  // A POST without a body may be right: "log the default user in".
  if (method !== 'GET' && method !== 'HEAD') request.body = one(bodies)()
  if (request.body?.length === 0) request.body = Buffer.from('{')
  return request
}
