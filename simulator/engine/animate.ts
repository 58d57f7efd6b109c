import { rpxToVw } from './rpx.ts'

type Frame = Record<string, unknown>

/** A keyframe's fields as CSS functions of `transform`, with the unit of a bare number. */
const transforms: Record<string, string> = {
  matrix: '',
  matrix3d: '',
  perspective: 'px',
  rotate: 'deg',
  rotate3d: 'deg',
  rotateX: 'deg',
  rotateY: 'deg',
  rotateZ: 'deg',
  scale: '',
  scale3d: '',
  scaleX: '',
  scaleY: '',
  scaleZ: '',
  skew: 'deg',
  skewX: 'deg',
  skewY: 'deg',
  translate: 'px',
  translate3d: 'px',
  translateX: 'px',
  translateY: 'px',
  translateZ: 'px',
}

/**
 * `this.animate`: plays keyframes on elements; the last keyframe's values stay.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/view/animation.html
 *
 * @param duration milliseconds
 * @param then called when it is over
 */
export function animate(
  elements: HTMLElement[],
  frames: readonly Frame[],
  duration: number,
  then?: () => void,
) {
  const keyframes = frames.map(keyframeOf)
  const last = keyframes.at(-1) ?? {}
  for (const element of elements) {
    const { offset: _, easing: __, ...end } = last
    // jsdom plays no animations: there only their end state is visible.
    if (typeof element.animate === 'function') element.animate(keyframes, duration)
    Object.assign(element.style, end)
  }
  if (then) setTimeout(then, duration)
}

/** `this.clearAnimation`: takes away what `animate` left, or the properties that are named. */
export function clearAnimation(elements: HTMLElement[], options?: Record<string, boolean>) {
  const named = Object.entries(options ?? {}).flatMap(([name, isCleared]) =>
    isCleared ? [name in transforms ? 'transform' : name] : [],
  )
  for (const element of elements) {
    element.getAnimations?.().forEach((animation) => animation.cancel())
    const names = named.length > 0 ? named : Array.from(element.style)
    for (const name of names) element.style.removeProperty(dashed(name))
  }
}

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function keyframeOf(frame: Frame): Keyframe & Record<string, string | number> {
  const made: Record<string, string | number> = {}
  const transform: string[] = []
  for (const [name, value] of Object.entries(frame)) {
    const unit = transforms[name]
    if (unit !== undefined)
      transform.push(
        `${name}(${[value]
          .flat()
          .map((one) => withUnit(one, unit))
          .join()})`,
      )
    else if (name === 'ease') made.easing = String(value)
    else made[name] = typeof value === 'number' ? value : rpxToVw(String(value))
  }
  if (transform.length > 0) made.transform = transform.join(' ')
  return made
}

const withUnit = (value: unknown, unit: string) =>
  typeof value === 'number' ? `${value}${unit}` : rpxToVw(String(value))
