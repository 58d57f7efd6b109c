import type { CreateOptions } from './options.ts'

/**
 * Fills in a template of the new project: `{{name}}` and `{{language}}` get their values, and a section
 * between `<!-- kit -->` and `<!-- /kit -->` is kept only if that option is on (`kit`, `tests`,
 * `typescript`, `full`).
 */
export function fillTemplate(
  text: string,
  { name, language, template, parts }: CreateOptions,
): string {
  const holds: Record<string, boolean> = {
    ...parts,
    typescript: language === 'ts',
    full: template === 'full',
  }
  return text
    .replace(
      /^[ #]*<!-- (\w+) -->\n([^]*?)^[ #]*<!-- \/\1 -->\n/gm,
      (_, part: string, inner: string) => (holds[part] ? inner : ''),
    )
    .replaceAll('{{name}}', name)
    .replaceAll('{{language}}', language)
}
