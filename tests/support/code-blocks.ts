import { readFileSync } from 'node:fs'

/** A piece of code in a document. */
export interface CodeBlock {
  file: string
  /** Of its first line of code. */
  line: number
  /** After the fence: `sh`, `ts`... */
  language: string
  code: string
  /**
   * The comment above it: `run by FILE`, a test that runs it, or holds it word for word; or
   * `not run: WHY`.
   */
  mark: string | undefined
}

/** All code blocks of a Markdown file that begin at the left margin. */
export function codeBlocks(file: string): CodeBlock[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/(?:^<!-- (.+) -->\n\n)?^```(\w*)\n([^]*?)^```$/gm)].map((found) => {
    const [, mark, language = '', code = ''] = found
    const fence = found.index + found[0].indexOf('```')
    return { file, line: text.slice(0, fence).split('\n').length + 1, language, code, mark }
  })
}

/** The one block of a file that holds these words. */
export function codeBlock(file: string, words: string): string {
  const [found, ...others] = codeBlocks(file).filter(({ code }) => code.includes(words))
  if (!found || others.length > 0) {
    throw new Error(`${file}: ${found ? 'more than one block has' : 'no block has'} "${words}".`)
  }
  return found.code
}

/** Runs a piece of JavaScript as the body of an async function in which these names are known. */
export function runCode(code: string, names: Record<string, unknown>): Promise<unknown> {
  const AsyncFunction = (async () => {}).constructor as new (
    ...words: string[]
  ) => (...values: unknown[]) => Promise<unknown>
  return new AsyncFunction(...Object.keys(names), code)(...Object.values(names))
}
