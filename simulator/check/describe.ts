import { apiNotes } from '../wx/chinese-notes.ts'
import { stops, type Place, type Usage } from './use.ts'

/** Chooses the words of the person's language. */
export type Say = (zh: string, en: string) => string

/** The limits of the short form: places for each use, and uses of each kind. */
const PLACES = 3
const SHOWN = 8

/** The short form, for the start: uses that stop a page, and the command that lists the rest. */
export function describeBriefly(usages: readonly Usage[], say: Say): string {
  const missing = usages.filter(stops)
  if (missing.length === 0) return ''
  const rest = missing.length - SHOWN
  return [
    say('没有模拟：', 'Not simulated:'),
    ...missing.slice(0, SHOWN).map(lineOf),
    ...(rest > 0 ? [`  +${rest}`] : []),
    say(
      '全部：weapp-login-kit check --project DIR',
      'All of it: weapp-login-kit check --project DIR',
    ),
  ].join('\n')
}

/** The full form: uses that are not simulated, those that are in part with the missing part, and totals. */
export function describeUsage(usages: readonly Usage[], say: Say): string {
  const part = new Map<string, string[]>()
  for (const { name, extent, note = '' } of usages) {
    if (extent === 'part') part.set(note, [...(part.get(note) ?? []), name])
  }
  const groups: [title: string, lines: string[]][] = [
    [say('没有模拟', 'Not simulated'), usages.filter(stops).map(lineOf)],
    [
      say('部分模拟', 'Simulated in part'),
      [...part].map(([note, some]) => `  ${some.join(', ')}: ${say(apiNotes[note] ?? note, note)}`),
    ],
    [
      say('这些属性在这里不起作用', 'Attributes that change nothing here'),
      byTag(usages.filter(({ kind }) => kind === 'attribute')).map(lineOf),
    ],
    [
      say('这些设置在这里不起作用', 'Settings that change nothing here'),
      usages.filter(({ kind }) => kind === 'setting').map(lineOf),
    ],
    [
      say(
        '这些样式没有编译：缺编译器，或者没有在 project.config.json 里打开',
        'Sheets that are not compiled: the compiler is not installed, or project.config.json does not ask for it',
      ),
      usages.filter(({ kind }) => kind === 'sheet').map(lineOf),
    ],
    [
      say(
        '微信也没有这些组件，画成普通元素：usingComponents 里漏了吗？',
        'WeChat has no such components either and draws plain elements: are they missing in usingComponents?',
      ),
      usages.filter(({ extent }) => extent === 'unknown').map(lineOf),
    ],
  ]
  const blocks = groups
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join('\n'))
  return [...blocks, inNumbers(usages, say)].join('\n\n')
}

/** One line for all attributes of a component: `<video> danmu-list, danmu-btn`. */
function byTag(attributes: readonly Usage[]): Usage[] {
  const tags = new Map<string, Usage>()
  for (const one of attributes) {
    const [tag = '', attribute = ''] = one.name.split(' ')
    const known = tags.get(tag)
    tags.set(tag, {
      ...one,
      name: known ? `${known.name}, ${attribute}` : one.name,
      places: [...(known?.places ?? []), ...one.places],
    })
  }
  return [...tags.values()]
}

function inNumbers(usages: readonly Usage[], say: Say): string {
  const { apis, components } = countUsage(usages)
  return say(
    `模拟了用到的 ${apis.used} 个 API 中的 ${apis.simulated} 个、${components.used} 个组件中的 ${components.simulated} 个。`,
    `${apis.simulated} of the ${apis.used} APIs and ${components.simulated} of the ${components.used} components in use are simulated.`,
  )
}

/** Counts WeChat's APIs and components a mini-program uses, and those of them that are here. */
export function countUsage(usages: readonly Usage[]) {
  const count = (wanted: Usage['kind']) => {
    const used = usages.filter(({ kind, extent }) => kind === wanted && extent !== 'unknown')
    return {
      used: used.length,
      simulated: used.filter(({ extent }) => extent !== 'missing').length,
    }
  }
  return { apis: count('api'), components: count('component') }
}

const lineOf = ({ kind, name, note, places }: Usage) =>
  `  ${name}  ${placesOf(places)}${kind === 'sheet' && note !== undefined ? `  ->  ${note}` : ''}`

function placesOf(places: readonly Place[]): string {
  const named = [...new Set(places.map(({ file, line }) => `${file}:${line}`))]
  const more = named.length - PLACES
  return named.slice(0, PLACES).join(', ') + (more > 0 ? ` (+${more})` : '')
}
