const COMMENT_TEXT_URL =
  /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|url\([^)]*\)|\/\//g
const IMPORT = /(@import\s+(["'])[^"'\n]*\2)(?!\s*;)/g

/**
 * WXSS as a parser of CSS takes it, where WeChat's compiler (wcsc) is lenient: an `@import` needs no
 * semicolon, and `//` is nothing at all (what follows it counts). Lines stay where they are.
 */
export const asCss = (wxss: string): string =>
  wxss.replace(COMMENT_TEXT_URL, (found) => (found === '//' ? '  ' : found)).replace(IMPORT, '$1;')
