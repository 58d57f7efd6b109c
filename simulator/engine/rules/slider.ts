import { Changes, isSet, numberOf, type BuiltIn } from './node.ts'

const moved = new Changes<number>('value')

/** The value of a slider: as the user left it, or else as the template sets it. */
export const sliderValue = (slider: BuiltIn): number =>
  moved.get(slider) ?? within(slider, numberOf(slider, 'value', 0))

/** The nearest value a slider can have: whole steps from `min`, up to `max`. */
function within(slider: BuiltIn, value: number): number {
  const [min, max] = [numberOf(slider, 'min', 0), numberOf(slider, 'max', 100)]
  const step = numberOf(slider, 'step', 1) || 1
  const stepped = min + Math.round((value - min) / step) * step
  return Math.min(max, Math.max(min, Number(stepped.toFixed(10))))
}

/**
 * A person's finger moves a slider, and lets go of it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/slider.html
 */
export function moveSlider(slider: BuiltIn, value: number, isLetGo: boolean) {
  if (isSet(slider, 'disabled')) return slider.redraw?.()
  moved.set(slider, within(slider, value))
  slider.fire(isLetGo ? 'change' : 'changing', { value: sliderValue(slider) })
}

/** Returns a slider to the template's value. */
export const resetSlider = (slider: BuiltIn) => moved.forget(slider)
