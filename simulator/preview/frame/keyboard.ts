import { byId } from './dom.ts'

/** Marks the phone while it is used by keyboard: a person with a mouse sees no ring, as on a real phone. */
export function followKeyboard(source: Document) {
  const mark = (isUsed: boolean) => () => byId('phone').toggleAttribute('data-keyboard', isUsed)
  source.addEventListener('keydown', mark(true), true)
  source.addEventListener('pointerdown', mark(false), true)
}
