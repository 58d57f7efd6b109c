import { defineOthers } from '../apis.ts'
import { sharedValue } from './shared-value.ts'

type Animate = (value: unknown, options?: unknown, done?: (isFinished: boolean) => void) => unknown

/** An animation that finishes at once. */
const atOnce: Animate = (value, _options, done) => {
  if (done) queueMicrotask(() => done(true))
  return value
}

/** `AnimationStatus.completed` of Skyline. */
const COMPLETED = 3

/** Progress values for a page's custom route: the page is fully shown, and no page covers it. */
const routeContext = () => ({
  primaryAnimation: sharedValue(1),
  primaryAnimationStatus: sharedValue(COMPLETED),
  secondaryAnimation: sharedValue(0),
  secondaryAnimationStatus: sharedValue(0),
  userGestureInProgress: sharedValue(0),
  startUserGesture() {},
  stopUserGesture() {},
  didPop() {},
})

const linear = (t: number) => t
const easing = Object.fromEntries(
  ['linear', 'ease', 'quad', 'cubic', 'sin', 'circle', 'exp', 'bounce'].map((name) => [
    name,
    linear,
  ]),
)

/**
 * Worklets in a simple form: they run as plain functions, on the only thread, and animations finish
 * at once.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/skyline/worklet.html
 */
export const workletApis = () =>
  defineOthers({
    worklet: {
      shared: sharedValue,
      derived: <T>(compute: () => T) => ({
        get value() {
          return compute()
        },
      }),
      timing: atOnce,
      spring: atOnce,
      decay: () => 0,
      delay: (_ms: number, value: unknown) => value,
      repeat: (value: unknown) => value,
      sequence: (...values: unknown[]) => values.at(-1),
      cancelAnimation() {},
      runOnUI: <T>(run: T) => run,
      runOnJS: <T>(run: T) => run,
      scrollViewContext: { scrollTo() {} },
      Easing: {
        ...easing,
        in: (curve: unknown) => curve,
        out: (curve: unknown) => curve,
        inOut: (curve: unknown) => curve,
        bezier: () => ({ factory: () => linear }),
        back: () => linear,
        elastic: () => linear,
        poly: () => linear,
        steps: () => linear,
      },
    } as never,
    // Custom routes are animated like ordinary pages.
    router: {
      addRouteBuilder() {},
      removeRouteBuilder() {},
      getRouteContext: routeContext,
    } as never,
  })
