import { animationSteps } from '../../wx/ui/animation-style.ts'

const played = new WeakMap<HTMLElement, unknown>()

/** Plays what `wx.createAnimation().export()` gave to `animation="{{...}}"`, one step after the other. */
export function playAnimation(element: HTMLElement, exported: unknown) {
  if (played.get(element) === exported) return
  played.set(element, exported)
  const play = ([step, ...rest]: ReturnType<typeof animationSteps>) => {
    if (!step || played.get(element) !== exported) return // another animation has begun
    for (const [name, value] of Object.entries(step.style)) element.style.setProperty(name, value)
    if (rest.length > 0) setTimeout(() => play(rest), step.lasts)
  }
  play(animationSteps(exported))
}
