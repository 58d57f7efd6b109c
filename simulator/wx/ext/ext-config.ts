import { defineApis, defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/**
 * `ext` of `ext.json`, which a third-party platform fills in for each mini-program it runs.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/ext/wx.getExtConfigSync.html
 */
export function extConfigApis(phone: Context) {
  const config = () => ({ ...phone.extConfig })
  return {
    ...defineApis(phone, { getExtConfig: () => ({ extConfig: config() }) }),
    ...defineOthers({ getExtConfigSync: config }),
  }
}
