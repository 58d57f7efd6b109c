/** A text without anything to put in: `"./a"`. */
const TEXT = '(?:"([^"\\n]+)"|\'([^\'\\n]+)\'|`([^`$\\n]+)`)'
/** `require` with a text, also as `require.async` and with callbacks. */
const STATIC = new RegExp(`\\brequire(?:\\.async)?\\s*\\(\\s*${TEXT}\\s*[,)]`, 'g')
/** `require` with anything else. */
const DYNAMIC = new RegExp(`\\brequire(?:\\.async)?\\s*\\(\\s*(?!\\)|${TEXT}\\s*[,)])`)

/** What a script requires. */
export interface Requires {
  /** As they are written. */
  specifiers: string[]
  /** Some are only known when it runs. */
  hasUnknown: boolean
}

/** @param code JavaScript without comments, `import` turned into `require` */
export function readRequires(code: string): Requires {
  const specifiers = [...code.matchAll(STATIC)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  return { specifiers: [...new Set(specifiers)], hasUnknown: DYNAMIC.test(code) }
}
