import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = 'docs/decisions'

/** A decision, read from its file. */
export interface Decision {
  file: string
  text: string
  /** Its number and name: `150 A site by VitePress`. */
  title: string
  /** The number of the decision that superseded it. */
  supersededBy: string | undefined
}

/** All decisions, by number. */
export const readDecisions = (): Decision[] =>
  readdirSync(FOLDER)
    .filter((file) => /^\d{3}-/.test(file))
    .toSorted()
    .map((file) => {
      const text = readFileSync(`${FOLDER}/${file}`, 'utf8')
      return {
        file,
        text,
        title: /^# (.+)/.exec(text)?.[1] ?? '',
        supersededBy: /^_Superseded by \[(\d{3})\]/m.exec(text)?.[1],
      }
    })

/** The page that lists them: `docs/decisions/README.md`. */
export function decisionList(): string {
  const rows = readDecisions().map(
    ({ file, title, supersededBy }) =>
      `- [${title}](${file})${supersededBy ? `: superseded by ${supersededBy}` : ''}`,
  )
  return `# Decisions

Each choice once: its context, the options, and the decision. \`npm run docs:write\` writes this list.

${rows.join('\n')}
`
}
