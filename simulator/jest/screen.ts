import type { Simulator } from '../wx/simulator.ts'
import {
  FIELDS,
  isField,
  isOfPage,
  isVisible,
  testIdOf,
  textAttribute,
  textOf,
  valueOf,
  isHidden,
} from './elements.ts'
import { PageFrame, type Tab } from './page-frame.ts'
import { printElement } from './print.ts'
import {
  createQueries,
  matches,
  type Finders,
  type Queries,
  type Seen,
  type TextMatch,
} from './queries.ts'
import { labelOf, nameOf, roleOf } from './roles.ts'
import { NotThereError, waitFor } from './wait.ts'

/** The phone's screen, searched by what a person reads and what a screen reader says. */
export interface Screen extends Queries {
  /** The same questions, asked of a part of the page only. */
  within: (part: Seen | Element) => Queries
  /** The page in front: its path, what it was opened with, and its title. */
  readonly page: { path: string; query: Record<string, string>; title: string } | undefined
  /** The dialog in front, if one is open. */
  readonly dialog: Simulator['dialogs']['current']
  /** The toast, or the loading note, if one is shown. */
  readonly toast: Simulator['dialogs']['toast']
  /** The value of a field, found by its placeholder or label. */
  valueOf: (field: TextMatch) => string
  /** @throws when there is not exactly one field with this placeholder or label */
  getField: (name: TextMatch) => Element
  /** Waits up to two seconds for the text to go away. */
  waitForGone: (text: TextMatch) => Promise<void>
  /** The screen as text: the page, then its overlays. */
  print: () => string
  /** @internal all pieces of the page in front, hidden ones too */
  elements: () => Element[]
}

/** The screen of a phone. */
export function createScreen(
  simulator: Simulator,
  root: () => Element | undefined,
  tabs: Tab[],
): Screen {
  const { pages, dialogs } = simulator
  const around = new PageFrame(simulator, tabs)
  const print = () => {
    const page = root()
    return [...around.printBar(), ...(page ? printElement(page) : []), ...around.printOver()].join(
      '\n',
    )
  }
  const parts = findersIn(root, () => around.parts())
  const finders: Finders = {
    ...parts,
    Role: (role, options) => [
      ...parts.Role(role, options),
      ...(role === 'dialog' ? around.dialog(options) : []),
    ],
  }
  const getField = (name: TextMatch) => {
    const fields = fieldsCalled(name, root())
    if (fields.length === 1) return fields[0] as Element
    const why = `${fields.length} fields are called ${String(name)}. The screen shows:\n${print()}`
    throw fields.length === 0 ? new NotThereError(why) : new Error(why)
  }
  return {
    ...createQueries(finders, print),
    within: queriesIn,
    get page() {
      const { current } = pages
      return current && { path: current.route, query: current.query, title: current.title }
    },
    get dialog() {
      return dialogs.current
    },
    get toast() {
      return dialogs.toast
    },
    valueOf: (field) => valueOf(getField(field)),
    getField,
    async waitForGone(text) {
      await waitFor(
        () => (finders.Text(text).length === 0 ? true : undefined),
        () => `${String(text)} is still on the screen:\n${print()}`,
      )
    },
    print,
    elements: () => [...(root()?.querySelectorAll('*') ?? [])],
  }
}

/** Visible fields with this placeholder or label. */
const fieldsCalled = (name: TextMatch, root: Element | undefined) =>
  [...(root?.querySelectorAll(FIELDS) ?? [])].filter(
    (field) =>
      isVisible(field) &&
      [textAttribute(field, 'placeholder'), labelOf(field)].some((label) => matches(label, name)),
  )

/** The questions asked of a part of the page. */
function queriesIn(part: Seen | Element): Queries {
  const element = 'element' in part ? part.element : (part as Element)
  if (!(element instanceof Element)) {
    throw new Error('within() takes a part of the page; WeChat draws this one itself.')
  }
  const finders = findersIn(
    () => element,
    () => [],
  )
  return createQueries(finders, () => printElement(element).join('\n'))
}

function findersIn(root: () => Element | undefined, surroundings: () => Seen[]): Finders {
  const elements = (is: (element: Element) => boolean): Seen[] =>
    [...(root()?.querySelectorAll('*') ?? [])]
      .filter((element) => isOfPage(element) && is(element) && isVisible(element))
      .map((element) => ({ text: textOf(element), element, role: roleOf(element) }))
  return {
    Text(text) {
      const from = root()
      return [
        ...(from && isVisible(from) ? deepest(from, text) : []),
        ...surroundings().filter((seen) => seen.text !== '' && matches(seen.text, text)),
      ]
    },
    Role(role, { name } = {}) {
      const isIt = (element: Element) =>
        roleOf(element) === role && (name === undefined || matches(nameOf(element), name))
      return [
        ...elements(isIt),
        ...surroundings().filter(
          (seen) => seen.role === role && (name === undefined || matches(seen.text, name)),
        ),
      ]
    },
    LabelText: (label) =>
      elements((element) => {
        const own = labelOf(element)
        return own !== '' && matches(own, label)
      }),
    PlaceholderText: (placeholder) =>
      elements(
        (element) =>
          isField(element) && matches(textAttribute(element, 'placeholder'), placeholder),
      ),
    TestId: (id) =>
      elements((element) => {
        const own = testIdOf(element)
        return own !== '' && matches(own, id)
      }),
  }
}

/** The innermost visible elements with this text. */
function deepest(root: Element, text: TextMatch): Seen[] {
  if (isHidden(root)) return []
  const within = [...root.children].flatMap((child) => deepest(child, text))
  if (within.length > 0) return within
  const own = textOf(root)
  return own !== '' && matches(own, text) ? [{ text: own, element: root, role: roleOf(root) }] : []
}
