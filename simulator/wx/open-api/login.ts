import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/** The appid of a project without one, as DevTools opens it. */
const TOURIST = 'touristappid'
const TOURIST_CODE = 'the code is a mock one'

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html */
export function loginApis(phone: Context) {
  const { platform, device, appid } = phone
  return defineApis(phone, {
    login: async ({ timeout }) => {
      if (appid === TOURIST) return { code: TOURIST_CODE }
      return withTimeout(platform.login(), timeout)
    },

    checkSession: async () => {
      const { valid } = appid === TOURIST ? { valid: false } : await platform.checkSession()
      if (valid) return
      throw new ApiFailure(
        device.platform === 'devtools'
          ? '系统错误，错误码：-13001,session time out…d relogin'
          : 'session time out, need relogin',
      )
    },
  })
}

/** @param milliseconds absent or 0: as long as it takes */
async function withTimeout<Result>(
  work: Promise<Result>,
  milliseconds: number | undefined,
): Promise<Result> {
  if (!milliseconds) return work
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiFailure('timeout', 5)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
