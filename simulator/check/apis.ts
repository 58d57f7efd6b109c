import { placeOf } from '../project/fault.ts'
import type { Project } from '../project/project.ts'
import { partly } from '../wx/notes.ts'
import { createSimulator } from '../wx/simulator.ts'
import { knownApis } from '../wx/versions.ts'
import type { Add } from './use.ts'

/** Replaces comments by as many spaces. */
const withoutComments = (text: string) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  )

const PLUGIN = /\brequirePlugin(?:\.async)?\(\s*['"`]([^'"`]+)/g

/** Finds every `wx.name` of WeChat's in the scripts, and the plugins they ask for; names of the mini-program's own do not count. */
export function readApis({ files }: Project, add: Add) {
  const simulated = new Set(Object.keys(createSimulator({ origin: 'http://127.0.0.1' }).wx))
  const known = new Set([...knownApis(), ...simulated])
  const scripts = [...files.list('.js'), ...files.list('.ts')]
  for (const file of scripts.filter((name) => !name.endsWith('.d.ts'))) {
    const text = withoutComments(files.read(file) ?? '')
    for (const { 1: name = '', index } of text.matchAll(/\bwx\.(\w+)/g)) {
      if (!known.has(name)) continue
      const note = simulated.has(name) ? partly[name] : undefined
      const extent = simulated.has(name) ? (note === undefined ? 'simulated' : 'part') : 'missing'
      const use = {
        kind: 'api',
        name: `wx.${name}`,
        extent,
        ...(note !== undefined && { note }),
      } as const
      add(use, { file, line: placeOf(text, index).line })
    }
    for (const { 1: plugin = '', index } of text.matchAll(PLUGIN)) {
      const use = { kind: 'plugin', name: `requirePlugin('${plugin}')`, extent: 'missing' } as const
      add(use, { file, line: placeOf(text, index).line })
    }
  }
}
