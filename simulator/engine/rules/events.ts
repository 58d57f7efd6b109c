/**
 * The events that reach what is around a component too. All others, also those of one's own
 * components, reach only their own listeners.
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
export function travelOf(type: string) {
  const bubbles = bubbling.has(type)
  return { bubbles, composed: bubbles, capturePhase: bubbles }
}
