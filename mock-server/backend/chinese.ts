import type { apiErrors } from './errors.ts'

/** The sentences of the contract in Chinese, by the English ones. */
export const chineseContract: Readonly<Record<string, string>> = {
  'Exchange a login code for a session': '用登录 code 换取登录态',
  'May carry the Authorization of an earlier session: if that was of another user, it ends.':
    '可以带上之前登录态的 Authorization：如果那是另一个用户的，它就此结束。',
  'The code, once.': 'code，只能用一次。',
  'Signed in.': '已登录。',
  'A documented error code.': '错误表里的一个错误码。',
  'Renew a session by its refresh token, which is good once': '用 refresh token 续期，它只能用一次',
  'For who asked for one at the login; a backend may do without. A refresh token that comes again was copied: everything that came of its sign-in ends (RFC 9700, 4.14.2).':
    '给登录时要了 refresh token 的人；后端也可以不提供。同一个 refresh token 再次出现，说明被复制了：那次登录的一切就此作废（RFC 9700，4.14.2）。',
  'The last refresh token.': '最近一次的 refresh token。',
  'The next pair.': '下一对。',
  'End the session; also right for one that is over': '结束登录态；已经结束的也可以再结束',
  'There is no such session any more.': '这个登录态不在了。',
  'Who is signed in, and for how long': '谁登录着，还有多久',
  'A session lasts seven days from its last use, thirty in all.':
    '登录态从最后一次使用起七天有效，最长三十天。',
  'The session.': '登录态。',
  "The signed-in user's profile": '当前用户的资料',
  'The profile.': '资料。',
  'Change what the user may choose; what is left out stays':
    '修改用户可以自己定的内容；没写的保持不变',
  'At least one field.': '至少一个字段。',
  'The user, changed.': '修改后的用户。',
  'Take over what wx.getUserInfo or wx.getUserProfile gave, checked':
    '校验并保存 wx.getUserInfo 或 wx.getUserProfile 给出的内容',
  'The signature, the encryption, the watermark and its age are checked. `wechat_session_stale` means: sign in again, let WeChat encrypt again, send once more.':
    '校验签名、加密、水印和它的时间。`wechat_session_stale` 表示：重新登录，让微信重新加密，再发一次。',
  'The result of the call, untouched.': '接口的结果，原样发来。',
  'Bind the phone number, by phone code or by encrypted data':
    '绑定手机号：用手机号 code，或用加密数据',
  'What the event getphonenumber held.': 'getphonenumber 事件里的内容。',
  'Bound.': '已绑定。',
  "Delete the user's data and all their sessions": '删除用户的数据和全部登录态',
  'Deleted.': '已删除。',
  'Upload a picture (PNG, JPEG, GIF or WebP, at most 2 MB)':
    '上传图片（PNG、JPEG、GIF 或 WebP，最大 2 MB）',
  'It is not in the profile yet: send its address by PUT /profile.':
    '它还不在资料里：再用 PUT /profile 把地址存进去。',
  'Where it is served.': '图片的地址。',
  'A picture that was uploaded': '上传过的图片',
  'The picture.': '图片。',
  'Where the picture is served.': '图片的地址。',
  'Branch on it.': '按它分支处理。',
  'For developers. Not for the screen.': '给开发者看，不要显示给用户。',
  'Send it as "Authorization: Bearer ...".': '这样发送："Authorization: Bearer ..."。',
  'For POST /refresh, where it was asked for.': '给 POST /refresh 用；登录时要了才有。',
  'Seconds from now.': '从现在起的秒数。',
  'An http(s) address.': 'http(s) 地址。',
  '0 unknown, 1 male, 2 female.': '0 未知，1 男，2 女。',
  'What wx.login gave: five minutes, one use.': 'wx.login 给出的 code：五分钟内有效，只能用一次。',
  'Give a refresh token too; then the session lasts fifteen minutes.':
    '同时要 refresh token；这样登录态只有十五分钟。',
  'Masked, such as 138****8000; empty when none is bound.':
    '打了码，如 138****8000；没绑定时为空。',
  'From the event getphonenumber: five minutes, one use, no login code.':
    '来自 getphonenumber 事件：五分钟内有效，只能用一次，不是登录 code。',
  'As WeChat gave it, untouched.': '微信给的原样。',
  'The last one, which is good once.': '最近一次的，只能用一次。',
  'Seconds left.': '剩余秒数。',
  "This backend's own id; never the openid.": '后端自己的 id；绝不是 openid。',
  'The very text WeChat gave, not parsed.': '微信给的原文，不要解析。',
}

/** The situations in which the backend answers each of its errors. */
export const chineseErrors: Readonly<Record<keyof typeof apiErrors, string>> = {
  invalid_json: '请求体不是合法的 JSON。',
  invalid_request: '缺少字段或字段不对；`message` 写着是哪一个。',
  forbidden_origin: '发出请求的网页或地址不被允许。',
  not_found: '这个路径上什么也没有。',
  method_not_allowed: '路径存在，方法不对；`Allow` 列出允许的方法。',
  body_too_large: '请求体超过 64 KB，或图片超过 2 MB。',
  unsupported_media_type: '要 JSON；图片要 multipart。',
  internal: '服务器出错了；日志里有原因。',
  encrypted_data_invalid: '这是微信为另一个小程序或另一个用户加密的。',
  encrypted_data_expired: '加密的数据超过了五分钟：让微信重新给。',
  phone_code_invalid: '手机号 code 不认识、用过、太旧，或是登录的 code：让用户再点一次。',
  signature_invalid: '`rawData` 不是微信签名的那一份。',
  token_missing: '没有 `Authorization: Bearer` 请求头。',
  session_expired: 'token 不认识、已退出或已过期：重新登录。',
  refresh_token_invalid: 'refresh token 不认识或已过期：重新登录。',
  refresh_token_reused: 'refresh token 被用过第二次，说明被复制了：这次登录全部作废。重新登录。',
  code_invalid: '微信不认识这个 code，或已过五分钟：重新 `wx.login`。',
  code_used: '这个 code 换过了：重新 `wx.login`。',
  user_blocked: '微信的风控拒绝这个用户。',
  wechat_session_stale: '这是用另一个 session_key 加密的：重新登录，让微信重新加密，再发。',
  picture_unsupported: '文件不是 PNG、JPEG、GIF 或 WebP 图片。',
  wechat_rate_limited: '微信说这一分钟请求太多。',
  wechat_misconfigured: '后端的 appid 或 secret 不对：客户端无能为力。',
  wechat_unreachable: '连不上微信，或微信的回答无法理解。',
  wechat_busy: '微信繁忙：稍后再试。',
}
