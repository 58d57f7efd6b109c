/**
 * The events that bubble to ancestors. All others, including those of custom components, reach only
 * listeners on the element itself.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
const bubbling = new Set([
  'touchstart',
  'touchmove',
  'touchcancel',
  'touchend',
  'tap',
  'longpress',
  'longtap',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
  'touchforcechange',
])

/** The way an event of one of WeChat's components bubbles. */
export function propagationOf(type: string) {
  const bubbles = bubbling.has(type)
  return { bubbles, composed: bubbles, capturePhase: bubbles }
}
