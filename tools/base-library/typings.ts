import { readFileSync } from 'node:fs'

/**
 * Reads from WeChat's own typings which base library brought what, for `wx.canIUse` and for what a
 * phone with an old base library lacks.
 *
 *     node --import tsx tools/base-library/cli.ts
 */
const TYPINGS = 'node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts'

interface Member {
  name: string
  since: string
  /** The text after the name: the type, or parameters and result. */
  text: string
}

/** WeChat's typings, as text. */
export function readTypings(): string {
  return readFileSync(TYPINGS, 'utf8')
}

/** The whole file simulator/wx/base-library.ts. */
export function baseLibraryFile(typings: string): string {
  const lines = Object.entries(baseLibraryTable(typings))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${name}|${entry}\n`)
  return `/**
 * Which base library brought each API of \`wx\`, its options and what its results hold, by WeChat's
 * typings: \`api|since|options|results\`, members as \`name@since=value/value\`.
 *
 * Written by weapp-login-kit's base-library-cli; not by hand. One text, not an object: tests load
 * it thousands of times.
 */
export const baseLibrary = \`
${lines.join('')}\`
`
}

/**
 * One entry for each API: `since|options|results`. An option or a field of a result is written
 * `name@since=value/value`, where it came later than the API, or takes one of some values.
 */
function baseLibraryTable(source: string): Record<string, string> {
  const typings = source.replaceAll(/\/\*\*.*?\*\//gs, versionAlone)
  const interfaces = readInterfaces(typings)
  const callbacks = readCallbacks(typings)
  const fieldsOf = (type: string | undefined) =>
    (interfaces.get(type ?? '') ?? [])
      .filter(({ name }) => !['success', 'fail', 'complete', 'errMsg'].includes(name))
      .map(describe)
      .join(' ')
  const table: Record<string, string> = {}
  for (const { name, since, text } of interfaces.get('Wx') ?? []) {
    const option = capitalized(name) + 'Option'
    const listener = callbacks.get(/(?:listener|callback)\??: (\w+)/.exec(text)?.[1] ?? '')
    const returned = /\): (\w+)\s*$/.exec(text.trim())?.[1]
    const success = callbacks.get(capitalized(name) + 'SuccessCallback')
    const given = [success, listener, returned].map(fieldsOf).filter(Boolean).join(' ')
    const parts = [since, fieldsOf(option), given]
    table[name] = parts.join('|')
  }
  return table
}

/** Of a comment only the version is of use here; code in it looks like the end of an interface. */
const versionAlone = (comment: string) =>
  `/**${/需要基础库： `([\d.]+)`/.exec(comment)?.[1] ?? ''}*/`

const capitalized = (name: string) => name[0]?.toUpperCase() + name.slice(1)

/** `type XCallback = (result: YResult) => void`: what each callback is given. */
function readCallbacks(typings: string): Map<string, string> {
  const found = typings.matchAll(/^ {4}type (\w+)(?:<[^=]*=[^=]*>)? = \(\s*\w+: (\w+)/gm)
  return new Map([...found].map(([, name = '', type = '']) => [name, type]))
}

function readInterfaces(typings: string): Map<string, Member[]> {
  const found = typings.matchAll(/^ {4}interface (\w+)[^{]*\{\n(.*?)^ {4}\}/gms)
  return new Map([...found].map(([, name = '', body = '']) => [name, readMembers(body)]))
}

/** Members are indented by eight columns, each after its comment. */
function readMembers(body: string): Member[] {
  const members: Member[] = []
  const known = new Set<string>()
  const pattern =
    /(?:^ {8}\/\*\*([\d.]*)\*\/\n)?^ {8}(?:readonly )?(\w+)\??([:(<].*?)(?=^ {8}\/\*\*|^ {8}\w+\??[:(<]|(?![^]))/gms
  for (const [, since = '', name = '', text = ''] of body.matchAll(pattern)) {
    if (known.has(name)) continue // an overload
    known.add(name)
    members.push({ name, since, text })
  }
  return members
}

function describe({ name, since, text }: Member): string {
  const values = [...text.matchAll(/'([\w.-]+)'/g)].map(([, value]) => value)
  return name + (since && `@${since}`) + (values.length > 0 ? `=${values.join('/')}` : '')
}
