import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const LINK = /\[[^\]]*\]\(((?:\.\.\/)+)([^)#\s]+)#L\d+ '([^']+)'\)/g

/**
 * Corrects the line numbers in a text's links to source lines. A link's title quotes the line that is
 * meant, from which the number is found.
 *
 * @throws Error when a link's words are not in its file, or in more than one place
 */
export function withLines(text: string): string {
  return text.replace(LINK, (_, up: string, path: string, words: string) => {
    const lines = readFileSync(path, 'utf8').split('\n')
    const found = lines.flatMap((line, index) => (line.includes(words) ? [index + 1] : []))
    if (found.length !== 1) {
      throw new Error(`"${words}" is in ${found.length} lines of ${path}, and has to be in one.`)
    }
    return `[${basename(path)}:${found[0]}](${up}${path}#L${found[0]} '${words}')`
  })
}
