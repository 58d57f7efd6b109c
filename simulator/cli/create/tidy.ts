import * as babel from 'prettier/plugins/babel'
import * as estree from 'prettier/plugins/estree'
import * as markdown from 'prettier/plugins/markdown'
import { format } from 'prettier/standalone'

/** A text of the new project in the form of this one: see `.prettierrc.json`. */
export function tidy(parser: 'babel' | 'markdown', text: string): Promise<string> {
  return format(text, {
    parser,
    plugins: [babel, estree, markdown],
    semi: false,
    singleQuote: true,
    printWidth: 100,
    trailingComma: 'all',
  })
}
