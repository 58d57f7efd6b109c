/** A condition on one field, or a change of one: `_.gt(1)`, `_.inc(1)`. */
class Command {
  readonly name: string
  readonly args: unknown[]

  constructor(name: string, args: unknown[]) {
    this.name = name
    this.args = args
  }

  and = (...others: unknown[]) => new Command('and', [this, ...others.flat()])
  or = (...others: unknown[]) => new Command('or', [this, ...others.flat()])
}

const conditions = [
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'nin',
  'and',
  'or',
  'nor',
  'not',
  'exists',
  'all',
  'size',
  'elemMatch',
]
const changes = [
  'set',
  'remove',
  'inc',
  'mul',
  'push',
  'pop',
  'shift',
  'unshift',
  'addToSet',
  'pull',
]

/** `db.command`. */
export const command = Object.fromEntries(
  [...conditions, ...changes].map((name) => [
    name,
    (...args: unknown[]) => new Command(name, args),
  ]),
)

/** Orders numbers, texts and dates; equal values are 0. */
export function compare(a: unknown, b: unknown): number {
  const [left, right] = [a, b].map((value) => (value instanceof Date ? value.getTime() : value))
  if (left === right) return 0
  return (left as number) < (right as number) ? -1 : 1
}

const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))

const tests: Record<string, (value: unknown, args: unknown[]) => boolean> = {
  eq: (value, [wanted]) => isEqual(value, wanted),
  neq: (value, [wanted]) => !isEqual(value, wanted),
  gt: (value, [limit]) => value !== undefined && compare(value, limit) > 0,
  gte: (value, [limit]) => value !== undefined && compare(value, limit) >= 0,
  lt: (value, [limit]) => value !== undefined && compare(value, limit) < 0,
  lte: (value, [limit]) => value !== undefined && compare(value, limit) <= 0,
  in: (value, [list]) => (list as unknown[]).some((one) => isEqual(value, one)),
  nin: (value, [list]) => !(list as unknown[]).some((one) => isEqual(value, one)),
  and: (value, args) => args.flat().every((one) => matchesValue(value, one)),
  or: (value, args) => args.flat().some((one) => matchesValue(value, one)),
  nor: (value, args) => !args.flat().some((one) => matchesValue(value, one)),
  not: (value, [one]) => !matchesValue(value, one),
  exists: (value, [wanted]) => (value !== undefined) === wanted,
  size: (value, [length]) => Array.isArray(value) && value.length === length,
  all: (value, [list]) =>
    (list as unknown[]).every((one) => (value as unknown[] | undefined)?.includes(one)),
  elemMatch: (value, [one]) =>
    Array.isArray(value) && value.some((element) => matchesValue(element, one)),
}

/** True when a value matches a query: a command, an expression, an object of those, or itself. */
export function matchesValue(value: unknown, wanted: unknown): boolean {
  if (wanted instanceof Command) {
    const test = tests[wanted.name]
    if (!test) throw new Error(`db.command.${wanted.name} is no condition`)
    return test(value, wanted.args)
  }
  if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value)
  if (Array.isArray(value) && !Array.isArray(wanted))
    return value.some((one) => isEqual(one, wanted))
  if (typeof wanted === 'object' && wanted !== null && !(wanted instanceof Date)) {
    if (Array.isArray(wanted)) return isEqual(value, wanted)
    return Object.entries(wanted).every(([path, one]) => matchesValue(readPath(value, path), one))
  }
  return isEqual(value, wanted)
}

/** `a.b.0` of a document. */
export const readPath = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], value)

/** The value of a field after a change; `undefined`: it is gone. */
export function changedValue(before: unknown, change: unknown): unknown {
  if (!(change instanceof Command)) return change
  const [first] = change.args
  const list = Array.isArray(before) ? (before as unknown[]) : []
  const several = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value])
  switch (change.name) {
    case 'set':
      return first
    case 'remove':
      return undefined
    case 'inc':
      return Number(before ?? 0) + Number(first)
    case 'mul':
      return Number(before ?? 0) * Number(first)
    case 'push':
      return [...list, ...several(first)]
    case 'unshift':
      return [...several(first), ...list]
    case 'pop':
      return list.slice(0, -1)
    case 'shift':
      return list.slice(1)
    case 'addToSet':
      return list.some((one) => isEqual(one, first)) ? list : [...list, first]
    case 'pull':
      return list.filter((one) => !matchesValue(one, first))
    default:
      throw new Error(`db.command.${change.name} is no change of a field`)
  }
}
