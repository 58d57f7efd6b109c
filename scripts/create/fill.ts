import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kit } from './kit.ts'
import type { CreateOptions } from './options.ts'
import { tidy } from './tidy.ts'

/**
 * A file of `template/` for this project: `{{name}}` and `{{language}}` are filled in; what stands
 * between `<!-- mock -->` and `<!-- /mock -->` stays only where the part is there (`mock`, `tests`,
 * or `bare`: none of them).
 */
export async function fillTemplate(file: string, options: CreateOptions): Promise<string> {
  const { name, language, parts } = options
  const text = readFileSync(join(kit, 'scripts/create/template', file), 'utf8')
  const there: Record<string, boolean> = { ...parts, bare: !parts.mock }
  const filled = text
    .replace(/<!-- (\w+) -->\n([^]*?)<!-- \/\1 -->\n/g, (_, part: string, inner: string) =>
      there[part] ? inner : '',
    )
    .replaceAll('{{name}}', name)
    .replaceAll('{{language}}', language)
  return file.endsWith('.md') ? tidy('markdown', filled) : filled
}
