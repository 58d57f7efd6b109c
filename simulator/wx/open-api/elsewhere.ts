import type { Context } from '../context.ts'
import { showSheet } from '../sheet.ts'

/** Parts of WeChat that a mini-program may open, which are not its own. */
const places: Record<string, string> = {
  openCustomerServiceChat: '微信客服',
  openOfficialAccountProfile: '公众号主页',
  openOfficialAccountArticle: '公众号文章',
  openOfficialAccountChat: '公众号会话',
  openChannelsActivity: '视频号动态',
  openChannelsEvent: '视频号活动',
  openChannelsLive: '视频号直播',
  openChannelsUserProfile: '视频号主页',
  openStoreOrderDetail: '小店订单',
  openStoreCouponDetail: '小店优惠券',
  openInquiriesTopic: '问一问话题',
  openSingleStickerView: '表情',
  openStickerSetView: '表情专辑',
  openStickerIPView: '表情形象',
  openDesignerProfile: '设计师主页',
  showRedPackage: '微信红包封面',
  addFileToFavorites: '已收藏文件',
  addVideoToFavorites: '已收藏视频',
}

/** APIs that open a window of WeChat's. */
export const elsewhereNames = Object.keys(places)

/**
 * Opens a window that says where a real phone would go. The call succeeds when it is open; the
 * request is recorded in `effects`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/customer-message/wx.openCustomerServiceChat.html
 */
export function elsewhereApis(phone: Context): object {
  const { makeApi, effects } = phone
  return Object.fromEntries(
    Object.entries(places).map(([api, title]) => [
      api,
      makeApi(api as never, (options: object) => {
        effects.add(api, options)
        void showSheet(phone, { api, title, lines: [JSON.stringify(options)] })
      }),
    ]),
  )
}
