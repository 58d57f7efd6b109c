/** Callbacks made promises, as projects of those years did by themselves. */
const promised = (api, options) =>
  new Promise((success, fail) => api.call(wx, Object.assign({}, options, { success, fail })))

const header = () => ({ Authorization: `Bearer ${wx.getStorageSync('token')}` })

async function call(method, path, data) {
  const url = getApp().globalData.backend + path
  const { statusCode, data: body } = await promised(wx.request, {
    url,
    method,
    data,
    header: header(),
  })
  if (statusCode >= 400) throw new Error(body.error.code)
  return body
}

/** Fetches a code, trades it in for a session and keeps that. */
async function signIn(also) {
  const { code } = await promised(wx.login)
  const { token, user } = await call('POST', '/login', Object.assign({ code }, also))
  wx.setStorageSync('token', token)
  return user
}

module.exports = { promised, header, call, signIn }
