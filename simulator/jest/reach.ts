import { Answers } from './answers.ts'
import { FIELDS, isVisible, textOf } from './elements.ts'
import { matches, type Seen, type TextMatch } from './queries.ts'
import { describe, untouchable } from './touch.ts'
import { untilThere } from './wait.ts'

/** The target of an action: its text, or an element found on the screen. */
export type Target = TextMatch | Seen | Element

/** Finds what a person means, waits for it as `findBy...` does, and says why they could not touch it. */
export class Reach extends Answers {
  /** The thing that has this text or label. */
  protected find(text: TextMatch): Element | undefined {
    const [seen, ...others] = this.screen.queryAllByText(text)
    if (seen) return others.length > 0 ? this.screen.getByText(text).element : seen.element
    const labelled = this.screen.queryAllByLabelText(text)
    if (labelled.length > 0) return this.screen.getByLabelText(text).element
    const hidden = this.screen.elements().findLast((one) => matches(hiddenTextOf(one), text))
    if (hidden) this.assertTouchable(hidden, 'tap')
    return this.screen.getByText(text).element // says that there is nothing
  }

  /** @throws Error if nothing matches, or several elements do */
  protected async element(target: Target): Promise<Element | undefined> {
    if (target instanceof Element) return target
    if (typeof target === 'object' && 'text' in target) return target.element
    return untilThere(() => this.find(target))
  }

  protected async field(field: Target): Promise<Element> {
    if (field instanceof Element) return field
    if (typeof field === 'object' && 'text' in field) {
      if (field.element?.matches(FIELDS)) return field.element
      throw new Error(`"${field.text}" is no field: nobody can type into it.`)
    }
    return untilThere(() => this.screen.getField(field))
  }

  /** @throws Error with the reason where it can't be touched now */
  protected assertTouchable(element: Element, act: string) {
    const reason = untouchable(element, this.simulator)
    if (reason === undefined) return
    throw new Error(`Nobody can ${act} ${describe(element)}: ${reason}.\n${this.screen.print()}`)
  }
}

/** The words of an element that is hidden itself. */
const hiddenTextOf = (element: Element) =>
  isVisible(element)
    ? ''
    : (element.textContent ?? '').replace(/\s+/g, ' ').trim() || textOf(element)
