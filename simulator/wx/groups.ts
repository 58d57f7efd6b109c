import { adApis } from './ad/ads.ts'
import type { Group } from './apis.ts'
import { appEventApis } from './base/app-events.ts'
import { cryptoApis } from './base/crypto.ts'
import { encodingApis } from './base/encoding.ts'
import { environmentApis } from './base/environment.ts'
import { playedEventApis } from './base/listeners.ts'
import { logApis } from './base/log.ts'
import { performanceApis } from './base/performance.ts'
import { systemApis } from './base/system.ts'
import { updateApis } from './base/update-apis.ts'
import { workletApis } from './base/worklet.ts'
import { canvasApis } from './canvas/canvas.ts'
import { cloudApis } from './cloud/cloud.ts'
import { reportApis } from './data-analysis/report.ts'
import { absentApis } from './device/absent.ts'
import { bodyApis } from './device/body.ts'
import { clipboardApis } from './device/clipboard-apis.ts'
import { contactApis } from './device/contacts.ts'
import { phoneApis } from './device/phone.ts'
import { sensorApis } from './device/sensors.ts'
import { extConfigApis } from './ext/ext-config.ts'
import { fileSystemApis } from './file/file-system-manager.ts'
import { savedFileApis } from './file/saved.ts'
import { locationApis } from './location/location.ts'
import { locationUpdateApis } from './location/updates.ts'
import { audioApis } from './media/audio.ts'
import { chooseApis } from './media/choose.ts'
import { componentContextApis } from './media/contexts.ts'
import { imageApis } from './media/image.ts'
import { recorderApis } from './media/recorder.ts'
import { videoApis } from './media/video.ts'
import { voiceApis } from './media/voice.ts'
import { navigateApis } from './navigate/navigate.ts'
import { fileTransferApis } from './network/file-transfer.ts'
import { networkApis } from './network/network-apis.ts'
import { requestApis } from './network/request.ts'
import { socketApis } from './network/socket.ts'
import { cardApis } from './open-api/cards.ts'
import { elsewhereApis } from './open-api/elsewhere.ts'
import { loginApis } from './open-api/login.ts'
import { permissionApis } from './open-api/permission.ts'
import { privacyApis } from './open-api/privacy-apis.ts'
import { soterApis } from './open-api/soter.ts'
import { subscriptionApis } from './open-api/subscription-apis.ts'
import { userInfoApis } from './open-api/user-info.ts'
import { walletApis } from './open-api/wallet.ts'
import { paymentApis } from './payment/payment.ts'
import { routeApis } from './route/routes.ts'
import { shareApis } from './share/share.ts'
import { backgroundFetchApis } from './storage/background-fetch.ts'
import { bufferUrlApis } from './storage/buffer-url.ts'
import { storageApis } from './storage/storage-apis.ts'
import { animationApis } from './ui/animation.ts'
import { fontApis } from './ui/font.ts'
import { interactionApis } from './ui/interaction.ts'
import { pageFrameApis } from './ui/page-frame.ts'
import { tabBarApis } from './ui/tab-bar-apis.ts'
import { toastApis } from './ui/toast.ts'
import { intersectionObserverApis } from './wxml/intersection-observer.ts'
import { selectorQueryApis } from './wxml/selector-query.ts'

/** All members of `wx`, by the chapters of WeChat's documentation. */
export const chapters: Readonly<Record<string, readonly Group[]>> = {
  'base 基础': [
    appEventApis,
    cryptoApis,
    encodingApis,
    environmentApis,
    playedEventApis,
    logApis,
    performanceApis,
    systemApis,
    updateApis,
    workletApis,
  ],
  'route, navigate 路由、跳转': [routeApis, navigateApis],
  'share 转发': [shareApis],
  'ui 界面': [animationApis, fontApis, interactionApis, pageFrameApis, tabBarApis, toastApis],
  'network 网络': [fileTransferApis, networkApis, requestApis, socketApis],
  'payment 支付': [paymentApis],
  'storage 数据缓存': [backgroundFetchApis, bufferUrlApis, storageApis],
  'data-analysis 数据分析': [reportApis],
  'canvas 画布': [canvasApis],
  'media 媒体': [
    audioApis,
    chooseApis,
    componentContextApis,
    imageApis,
    recorderApis,
    videoApis,
    voiceApis,
  ],
  'location 位置': [locationApis, locationUpdateApis],
  'file 文件': [fileSystemApis, savedFileApis],
  'open-api 开放接口': [
    loginApis,
    userInfoApis,
    permissionApis,
    privacyApis,
    subscriptionApis,
    walletApis,
    cardApis,
    soterApis,
    elsewhereApis,
  ],
  'device 设备': [absentApis, bodyApis, clipboardApis, contactApis, phoneApis, sensorApis],
  'wxml WXML': [intersectionObserverApis, selectorQueryApis],
  'ext, ad, cloud 第三方平台、广告、云开发': [extConfigApis, adApis, cloudApis],
}

/** All groups of APIs. */
export const groups: readonly Group[] = Object.values(chapters).flat()
