import { type Component, type Drawing, fire, type Property, text } from './built-in.ts'

/**
 * Components that a browser can't draw: a plain box names them and says that it is not WeChat's
 * component.
 */
const standIn = (
  tag: string,
  properties: Record<string, Property>,
  words: (data: Record<string, unknown>) => string,
  attached?: (component: Component) => void,
): Drawing => ({
  tag,
  properties,
  attached(element, component) {
    const label = document.createElement('span')
    label.className = 'stand-in'
    element.prepend(label)
    attached?.(component)
  },
  update(element, data: Record<string, unknown>) {
    const label = element.querySelector(':scope > .stand-in')
    if (label) label.textContent = words(data)
  },
})

const soon = (component: Component, type: string, detail: object) =>
  queueMicrotask(() => fire(component, type, detail))

/** https://developers.weixin.qq.com/miniprogram/dev/component/camera.html and the like */
export const standIns: Drawing[] = [
  standIn(
    'camera',
    {
      mode: { type: String, value: 'normal' },
      resolution: String,
      devicePosition: { type: String, value: 'back' },
      flash: String,
      frameSize: String,
    },
    ({ devicePosition }) => `相机 · camera (${text(devicePosition)})`,
    (component) => soon(component, 'initdone', { maxZoom: 1 }),
  ),
  standIn(
    'ad',
    { unitId: String, adIntervals: Number, adType: String, adTheme: String },
    () => '广告 · ad',
  ),
  standIn('ad-custom', { unitId: String, adIntervals: Number }, () => '广告 · ad'),
  standIn(
    'official-account',
    {},
    () => '公众号 · official account',
    (component) => soon(component, 'load', { status: 0, errMsg: 'load:ok' }),
  ),
  standIn(
    'live-player',
    { src: String, mode: String, autoplay: Boolean, muted: Boolean },
    ({ src }) => `直播 · live ${text(src)}`,
  ),
  standIn(
    'live-pusher',
    { url: String, mode: String, autopush: Boolean },
    ({ url }) => `推流 · live ${text(url)}`,
  ),
  standIn(
    'voip-room',
    { openid: String, mode: String },
    ({ openid }) => `通话 · call ${text(openid)}`,
  ),
  standIn(
    'channel-video',
    { feedId: String, finderUserName: String },
    () => '视频号 · channel video',
  ),
  standIn(
    'channel-live',
    { feedId: String, finderUserName: String },
    () => '视频号直播 · channel live',
  ),
  standIn('store-home', { appid: String }, () => '小店 · store'),
  standIn('store-product', { appid: String, productId: String }, () => '商品 · product'),
  standIn('functional-page-navigator', { version: String, name: String, args: Object }, () => ''),
]
