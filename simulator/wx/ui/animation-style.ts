import type { AnimationAction } from './animation.ts'

/** Units of each argument of a transform. */
const units: Record<string, string[]> = {
  rotate: ['deg'],
  rotateX: ['deg'],
  rotateY: ['deg'],
  rotateZ: ['deg'],
  rotate3d: ['', '', '', 'deg'],
  skew: ['deg', 'deg'],
  skewX: ['deg'],
  skewY: ['deg'],
  translate: ['px', 'px'],
  translate3d: ['px', 'px', 'px'],
  translateX: ['px'],
  translateY: ['px'],
  translateZ: ['px'],
}

/** A step of an animation as an inline style. */
export interface AnimationStep {
  style: Record<string, string>
  /** Milliseconds until the next step may begin. */
  lasts: number
}

/**
 * An exported animation as styles, one a step. A step's transforms replace those of the step
 * before.
 *
 * @param exported what `animation="{{...}}"` of an element holds
 */
export function animationSteps(exported: unknown): AnimationStep[] {
  const { actions = [] } = (exported ?? {}) as { actions?: AnimationAction[] }
  return actions.map(({ animates, option }) => {
    const { duration, delay, timingFunction } = option.transition
    const transform = animates.filter(({ type }) => type !== 'style').map(transformText)
    const own = animates
      .filter(({ type }) => type === 'style')
      .map(({ args }) => [String(args[0]), String(args[1])])
    const style = {
      transition: `all ${duration}ms ${timingFunction} ${delay}ms`,
      'transform-origin': option.transformOrigin,
      ...(transform.length > 0 && { transform: transform.join(' ') }),
      ...(Object.fromEntries(own) as Record<string, string>),
    }
    return { style, lasts: duration + delay }
  })
}

function transformText({ type, args }: { type: string; args: unknown[] }): string {
  const values = args.map((value, index) =>
    typeof value === 'number' ? `${value}${units[type]?.[index] ?? ''}` : String(value),
  )
  return `${type}(${values.join(', ')})`
}
