import { defineOthers } from '../apis.ts'

/** Methods that turn, move, stretch: they add up in the order they were called. */
const transforms = [
  'matrix',
  'matrix3d',
  'rotate',
  'rotate3d',
  'rotateX',
  'rotateY',
  'rotateZ',
  'scale',
  'scale3d',
  'scaleX',
  'scaleY',
  'scaleZ',
  'skew',
  'skewX',
  'skewY',
  'translate',
  'translate3d',
  'translateX',
  'translateY',
  'translateZ',
]

/** Methods that set one property. */
const styles = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'bottom', 'right']

interface Timing {
  duration: number
  timingFunction: string
  delay: number
}

/** Options of `wx.createAnimation`. */
export interface AnimationOptions extends Partial<Timing> {
  transformOrigin?: string
}

interface Animate {
  type: string
  args: unknown[]
}

/** One step, as `export()` hands it to the `animation` of an element. */
export interface AnimationAction {
  animates: Animate[]
  option: { transformOrigin: string; transition: Timing }
}

/**
 * Collects what an element is to do, step by step; the steps after the last `export()` are returned
 * by the next.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/wx.createAnimation.html
 */
function createAnimation(defaults: AnimationOptions = {}): object {
  let actions: AnimationAction[] = []
  let animates: Animate[] = []
  const animation: Record<string, (...args: never[]) => unknown> = {
    step(options: AnimationOptions = {}) {
      const { duration = 400, timingFunction = 'linear', delay = 0 } = { ...defaults, ...options }
      const { transformOrigin = '50% 50% 0' } = { ...defaults, ...options }
      const transition = { duration, timingFunction, delay }
      actions.push({ animates, option: { transformOrigin, transition } })
      animates = []
      return animation
    },
    export() {
      const exported = { actions }
      actions = []
      return exported
    },
  }
  for (const type of transforms) {
    animation[type] = (...args: unknown[]) => {
      animates.push({ type, args })
      return animation
    }
  }
  for (const name of styles) {
    animation[name] = (value: unknown) => {
      animates.push({ type: 'style', args: [kebab(name), withUnit(name, value)] })
      return animation
    }
  }
  return animation
}

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const withUnit = (name: string, value: unknown) =>
  typeof value === 'number' && name !== 'opacity' ? `${value}px` : value

/** APIs for animations. */
export const animationApis = () => defineOthers({ createAnimation: createAnimation as never })
