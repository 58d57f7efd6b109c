import type { Group } from './apis.ts'
import type { Context } from './context.ts'
import { groups } from './groups.ts'
import type { Apis } from './wx.ts'

/** The group that defines each name; filled by the first phone, the same for all. */
const groupOf = new Map<string, Group>()

/**
 * The APIs of one phone. The APIs of a group are created when the first of them is accessed: tests
 * start thousands of phones, and each uses only a few.
 */
export function apisOf(phone: Context): Apis {
  const made = new Map<Group, Record<string, unknown>>()
  const make = (group: Group) => {
    const apis = made.get(group) ?? (group(phone) as Record<string, unknown>)
    made.set(group, apis)
    return apis
  }
  if (groupOf.size === 0) {
    for (const group of groups) {
      for (const name of Object.keys(make(group))) groupOf.set(name, group)
    }
  }
  return {
    names: () => groupOf.keys(),
    has: (name) => groupOf.has(name),
    get: (name) => {
      const group = groupOf.get(name)
      return group && make(group)[name]
    },
  }
}
