import { builtInTags } from '../engine/built-in/register.ts'
import { placeOf } from '../project/fault.ts'
import { readMarkup } from '../project/markup.ts'
import type { Project } from '../project/project.ts'
import { partly } from '../wx/notes.ts'
import { createSimulator } from '../wx/simulator.ts'
import { knownApis } from '../wx/since.ts'

export interface Use {
  file: string
  line: number
}

/** Something a mini-program uses that is not simulated, or only in part. */
export interface Shortcoming {
  /** `wx.createUDPSocket`, `<live-player>`. */
  name: string
  /** Absent: it is not simulated at all. */
  note?: string
  uses: Use[]
}

/**
 * What of `wx` and of WeChat's components a mini-program uses that is not simulated, or only in part;
 * the most used first. Sources are read as text: what is put together at run time is not seen, and
 * what a comment names does not count.
 */
export function findShortcomings(project: Project): Shortcoming[] {
  const found = new Map<string, Shortcoming>()
  const add = (name: string, note: string | undefined, use: Use) => {
    const known = found.get(name) ?? { name, ...(note !== undefined && { note }), uses: [] }
    found.set(name, known)
    known.uses.push(use)
  }
  readApis(project, add)
  readTags(project, add)
  const weight = ({ note, uses }: Shortcoming) => uses.length + (note === undefined ? 1e6 : 0)
  return [...found.values()].toSorted((a, b) => weight(b) - weight(a))
}

type Add = (name: string, note: string | undefined, use: Use) => void

/** Comments and what stands in them, with the same number of letters left. */
const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  )

function readApis({ files }: Project, add: Add) {
  const simulated = new Set(Object.keys(createSimulator({ origin: 'http://127.0.0.1' }).wx))
  const known = new Set(knownApis())
  for (const ending of ['.js', '.ts']) {
    for (const file of files.list(ending)) {
      if (file.endsWith('.d.ts')) continue
      const text = withoutComments(files.read(file) ?? '')
      for (const { 1: name = '', index } of text.matchAll(/\bwx\.(\w+)/g)) {
        const note = partly[name]
        if (!known.has(name) && !simulated.has(name)) continue // a name of the mini-program's own
        if (simulated.has(name) && note === undefined) continue
        add(`wx.${name}`, simulated.has(name) ? note : undefined, { file, ...lineOf(text, index) })
      }
    }
  }
}

/** Tags that are drawn by the template itself. */
const NO_COMPONENTS = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot', 'page'])

function readTags({ files, resolver, components }: Project, add: Add) {
  const own = new Set(
    Object.values(components).flatMap((json) => [
      ...Object.keys(json.usingComponents ?? {}),
      ...Object.keys((json as { componentGenerics?: object }).componentGenerics ?? {}),
    ]),
  )
  const { wxml } = readMarkup(files, resolver, Object.keys(components), () => {})
  for (const file of wxml) {
    const text = (files.read(file) ?? '').replaceAll(
      /<!--[\s\S]*?-->|<wxs[\s\S]*?<\/wxs>/g,
      (gone) => gone.replaceAll(/[^\n]/g, ' '),
    )
    for (const { 1: tag = '', index } of text.matchAll(/<([a-z][\w-]*)/g)) {
      if (NO_COMPONENTS.has(tag) || own.has(tag) || builtInTags.has(tag)) continue
      add(`<${tag}>`, undefined, { file, ...lineOf(text, index) })
    }
  }
}

const lineOf = (text: string, offset: number) => ({ line: placeOf(text, offset).line ?? 1 })
