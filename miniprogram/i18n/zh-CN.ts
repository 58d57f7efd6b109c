/** The words on screen. Chinese is the original; the other languages have the same keys. */
export const zhCN = {
  home: {
    title: '登录示例',
    heading: '你好，欢迎来看看',
    browse: '不登录也可以浏览。需要识别你的身份时，再请你登录。',
    goToSignIn: '去登录',
    askServer: '问问服务器我是谁',
    serverSays: '服务器：你是 {name}，登录还有 {hours} 小时有效',
    signOut: '退出登录',
    nameless: '未命名用户',
  },
  signIn: {
    title: '登录',
    heading: '登录后继续',
    why: '登录用来识别你的身份，并显示你的昵称和头像。拒绝也可以继续浏览。',
    authorize: '微信授权登录',
    notNow: '暂不登录',
    done: '登录成功',
    upgrade: '请升级微信版本后再登录',
  },
  errors: {
    ERR_USER_DENIED: '已取消',
    ERR_WECHAT_LOGIN: '微信登录没有成功，请再试一次',
    ERR_NETWORK: '连不上服务器，请检查网络后再试',
    ERR_TIMEOUT: '服务器没有及时回应，请再试一次',
    ERR_CODE_INVALID: '登录凭证已失效，请再点一次登录',
    ERR_USER_BLOCKED: '微信暂时不允许此账号登录',
    ERR_RATE_LIMITED: '登录太频繁，请一分钟后再试',
    ERR_WECHAT_BUSY: '微信服务器繁忙，请稍后再试',
    ERR_SESSION_EXPIRED: '登录已过期，请重新登录',
    ERR_SIGNED_OUT: '你已退出登录',
    ERR_USER_CHANGED: '登录的用户已变化，请再试一次',
    ERR_SERVER: '服务器出了问题，请稍后再试',
  },
}

export type Words = typeof zhCN
