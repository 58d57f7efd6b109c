import type { Fault, MakeTemplates, Program } from '../engine/program.ts'

/** A mini-program, read and compiled, and what is wrong with it. */
export interface ReadProgram {
  program: Program
  templates: MakeTemplates
  faults: Fault[]
  scriptAt: Host['scriptAt']
  resolve: Host['resolve']
}

type Host = ReturnType<typeof miniprogramHost.readProgram>

const known = new Map<string, ReadProgram>()

/** For the next test file, where a runner keeps modules. */
export const forgetPrograms = () => known.clear()

/**
 * The mini-program in a folder, read once per test file.
 *
 * @param also a component that no page may use
 * @throws Error for what is wrong with it and belongs to no single page or component
 */
export function readProgram(root: string, also?: string): ReadProgram {
  const key = `${root}\n${also ?? ''}`
  const last = known.get(key)
  if (last) return last
  const host = miniprogramHost.readProgram(root, also === undefined ? [] : [also])
  const read = JSON.parse(host.json) as Pick<ReadProgram, 'program' | 'faults'>
  const general = read.faults.filter(({ file }) => !read.program.components[pathOf(file)])
  if (general.length > 0) throw new Error(`${root} can't be opened.\n${describe(general)}`)
  const { scriptAt, resolve } = host
  const result = { ...read, templates: host.templates() as MakeTemplates, scriptAt, resolve }
  known.set(key, result)
  return result
}

/** The fault of a page or component itself, in words; `undefined` where there is none. */
export function faultIn({ faults }: ReadProgram, path: string): string | undefined {
  const own = faults.filter(({ file }) => pathOf(file) === path)
  return own.length > 0 ? describe(own) : undefined
}

const pathOf = (file: string) => file.replace(/\.\w+$/, '')

const describe = (faults: Fault[]) =>
  faults
    .map(({ file, line, column, message }) => {
      const at = [file, line, column].filter((part) => part !== undefined).join(':')
      return `${at}: ${message}`
    })
    .join('\n')
