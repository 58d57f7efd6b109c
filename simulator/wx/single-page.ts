/** WeChat's words are not known. */
export const SINGLE_PAGE = 'not available in single-page mode (scene 1154)'

/** WeChat's message to a person who taps something that is not available. */
export const SINGLE_PAGE_TOAST = '请前往小程序使用完整服务'

const blocked = new Set([
  'login',
  'checkSession',
  'getUserInfo',
  'getUserProfile',
  'authorize',
  'getSetting',
  'openSetting',
  'requestSubscribeMessage',
  'requestPayment',
  'chooseAddress',
  'addCard',
  'openCard',
  'chooseInvoice',
  'chooseInvoiceTitle',
  'startSoterAuthentication',
  'checkIsSoterEnrolledInDevice',
  'checkIsSupportSoterAuthentication',
  'getWeRunData',
  'navigateTo',
  'redirectTo',
  'reLaunch',
  'switchTab',
  'navigateBack',
  'navigateToMiniProgram',
  'navigateBackMiniProgram',
  'openEmbeddedMiniProgram',
  'chooseImage',
  'chooseMedia',
  'chooseVideo',
  'saveImageToPhotosAlbum',
  'saveVideoToPhotosAlbum',
  'getVideoInfo',
  'compressVideo',
  'openDocument',
  'addPhoneContact',
  'chooseContact',
  'getClipboardData',
  'setClipboardData',
  'makePhoneCall',
  'scanCode',
  'openBluetoothAdapter',
  'startWifi',
  'getHCEState',
  'startBeaconDiscovery',
])

/**
 * True for APIs that do nothing in single-page mode (a page opened from Moments): no user is signed
 * in there, and it can't navigate.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/share-timeline.html
 */
export const isBlockedInSinglePage = (api: string) => blocked.has(api)
