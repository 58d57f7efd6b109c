import { commonProperties } from '../engine/built-in/built-in.ts'
import { drawings } from '../engine/built-in/register.ts'
import { whyNotDrawn } from '../engine/built-in/unknown.ts'
import { placeOf } from '../project/fault.ts'
import { readMarkup } from '../project/markup.ts'
import type { Project } from '../project/project.ts'
import type { Add } from './use.ts'

/** Tags that are drawn by the template itself. */
const NO_COMPONENTS = new Set(['block', 'template', 'import', 'include', 'wxs', 'slot', 'page'])

const COMMENTS_AND_SCRIPTS = /<!--[\s\S]*?-->|<wxs[\s\S]*?<\/wxs>/g

/** A tag and its attributes, whose values may hold `>`. */
const TAG = /<([a-z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)/g
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?/g

/** Every element takes these: what the engine does itself, and events. */
const OF_ALL = /^(?:class|style|id|slot|is|key)$|^(?:data|aria)-|:|^(?:bind|catch|capture-|mut-)/

const drawn = new Map(
  drawings.map(({ tag, properties }) => [
    tag,
    new Set([...Object.keys(commonProperties), ...Object.keys(properties ?? {})]),
  ]),
)

/** Finds every component of WeChat's in the templates, and what they are given that changes nothing. */
export function readTags({ files, resolver, components }: Project, add: Add) {
  const own = new Set(
    Object.values(components).flatMap((json) => [
      ...Object.keys(json.usingComponents ?? {}),
      ...Object.keys((json as { componentGenerics?: object }).componentGenerics ?? {}),
    ]),
  )
  const { wxml } = readMarkup(files, resolver, Object.keys(components), () => {})
  for (const file of wxml) {
    const text = (files.read(file) ?? '').replaceAll(COMMENTS_AND_SCRIPTS, (gone) =>
      gone.replaceAll(/[^\n]/g, ' '),
    )
    for (const { 1: tag = '', 2: attributes = '', index } of text.matchAll(TAG)) {
      if (NO_COMPONENTS.has(tag) || own.has(tag)) continue
      const at = { file, line: placeOf(text, index).line }
      const known = drawn.get(tag)
      const extent = known ? 'simulated' : whyNotDrawn(tag) ? 'missing' : 'unknown'
      add({ kind: 'component', name: `<${tag}>`, extent }, at)
      if (known)
        addAttributes(tag, attributes, known, (name) =>
          add({ kind: 'attribute', name, extent: 'missing' }, at),
        )
    }
  }
}

function addAttributes(
  tag: string,
  attributes: string,
  known: ReadonlySet<string>,
  add: (name: string) => void,
) {
  for (const [, name = ''] of attributes.matchAll(ATTRIBUTE)) {
    const property = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    if (!OF_ALL.test(name) && !known.has(property)) add(`<${tag}> ${name}`)
  }
}
