/** A text without anything to put in: `"./a"`. */
const TEXT = '(?:"([^"\\n]+)"|\'([^\'\\n]+)\'|`([^`$\\n]+)`)'
/** `require` with a text, also as `require.async` and with callbacks. */
const STATIC = new RegExp(`\\brequire(?:\\.async)?\\s*\\(\\s*${TEXT}\\s*[,)]`, 'g')
/** `require` with anything else. */
const DYNAMIC = new RegExp(`\\brequire(?:\\.async)?\\s*\\(\\s*(?!\\)|${TEXT}\\s*[,)])`)

/** The modules that a script requires. */
export interface Requires {
  /** As they are written. */
  specifiers: string[]
  /** Some are only known when it runs. */
  hasUnknown: boolean
}

/** Around a script as old frameworks leave it: `(function (module, require) { ... })(module, require)`. */
const OWN_REQUIRE = /\bfunction\s*\w*\s*\([^)]*\brequire\b/

/**
 * @param compiled JavaScript without comments, `import` turned into `require`
 * @param source what it was made from: a compiler gives a parameter called `require` another name
 */
export function readRequires(compiled: string, source: string): Requires {
  const code = OWN_REQUIRE.test(source) ? `${compiled}\n${source}` : compiled
  const specifiers = [...code.matchAll(STATIC)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  return { specifiers: [...new Set(specifiers)], hasUnknown: DYNAMIC.test(code) }
}
