import { ApiFailure, type Wx } from './call.ts'
import type { Context } from './context.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html */
export function loginApis({ makeApi, platform }: Context): Pick<Wx, 'login' | 'checkSession'> {
  return {
    login: makeApi('login', () => platform.login()),

    checkSession: makeApi('checkSession', async () => {
      const { valid } = await platform.checkSession()
      if (!valid) throw new ApiFailure('session time out, need relogin')
    }),
  }
}
