import { NotThereError, waitFor } from './wait.ts'

/** A text as a person reads it, white space folded: the whole of it, or a part by a pattern. */
export type TextMatch = string | RegExp

/** Something the user sees: part of the page, or of an overlay. */
export interface Seen {
  text: string
  /** Its element on the page; absent for what WeChat draws itself: title, dialogs, toast, tab bar. */
  element?: Element
  /** Its role: `button`, `textbox`, `dialog`... */
  role?: string | undefined
}

/** Options of queries by role. */
export interface RoleOptions {
  /** The accessible name: its label, or else the words on it. */
  name?: TextMatch
}

/** The finders, one for each thing a person can go by. */
export interface Finders {
  Text: (text: TextMatch) => Seen[]
  Role: (role: string, options?: RoleOptions) => Seen[]
  LabelText: (label: TextMatch) => Seen[]
  PlaceholderText: (placeholder: TextMatch) => Seen[]
  TestId: (id: TextMatch) => Seen[]
}

type By = keyof Finders

/**
 * `getBy...` throws unless there is exactly one, `queryBy...` gives `null` where there is none,
 * `findBy...` waits for it. With `All`: all of them.
 */
export type Queries = {
  [Name in By as `getBy${Name}`]: (...args: Parameters<Finders[Name]>) => Seen
} & {
  [Name in By as `queryBy${Name}`]: (...args: Parameters<Finders[Name]>) => Seen | null
} & {
  [Name in By as `findBy${Name}`]: (...args: Parameters<Finders[Name]>) => Promise<Seen>
} & {
  [Name in By as `getAllBy${Name}` | `queryAllBy${Name}`]: (
    ...args: Parameters<Finders[Name]>
  ) => Seen[]
} & {
  [Name in By as `findAllBy${Name}`]: (...args: Parameters<Finders[Name]>) => Promise<Seen[]>
}

/** The query in words, for a failure's message. */
const wanted: { [Name in By]: (...args: Parameters<Finders[Name]>) => string } = {
  Text: (text) => `says ${String(text)}`,
  Role: (role, { name } = {}) =>
    `is a ${role}${name === undefined ? '' : ` called ${String(name)}`}`,
  LabelText: (label) => `is labelled ${String(label)}`,
  PlaceholderText: (placeholder) => `has the placeholder ${String(placeholder)}`,
  TestId: (id) => `has data-testid="${String(id)}"`,
}

/** @param print what a failure shows of the place that was looked at */
export function createQueries(finders: Finders, print: () => string): Queries {
  const all = {} as Record<string, unknown>
  for (const name of Object.keys(finders) as By[]) {
    const find = finders[name] as (...args: unknown[]) => Seen[]
    const describe = wanted[name] as (...args: unknown[]) => string
    const explain = (count: number, args: unknown[]) => {
      const what = describe(...args)
      const found =
        count === 0
          ? `Nothing on the screen ${what}.`
          : `Each of ${count} things on the screen ${what}; one is wanted.`
      return `${found} It shows:\n${print()}`
    }
    const one = (args: unknown[]): Seen => {
      const found = find(...args)
      if (found.length === 1) return found[0] as Seen
      if (found.length === 0) throw new NotThereError(explain(0, args))
      throw new Error(explain(found.length, args))
    }
    const some = (args: unknown[]): Seen[] => {
      const found = find(...args)
      if (found.length > 0) return found
      throw new Error(explain(0, args))
    }
    all[`getBy${name}`] = (...args: unknown[]) => one(args)
    all[`getAllBy${name}`] = (...args: unknown[]) => some(args)
    all[`queryAllBy${name}`] = find
    all[`queryBy${name}`] = (...args: unknown[]) => (find(...args).length === 0 ? null : one(args))
    all[`findBy${name}`] = (...args: unknown[]) =>
      waitFor(
        () => {
          const found = find(...args)
          return found.length === 1 ? found[0] : undefined
        },
        () => explain(find(...args).length, args),
      )
    all[`findAllBy${name}`] = (...args: unknown[]) =>
      waitFor(
        () => {
          const found = find(...args)
          return found.length > 0 ? found : undefined
        },
        () => explain(0, args),
      )
  }
  return all as unknown as Queries
}

/** True when a line matches a text or a pattern. */
export function matches(line: string, text: TextMatch): boolean {
  return typeof text === 'string' ? line === text : line.search(text) >= 0 // no lastIndex
}
