import type { CreateOptions } from './options.ts'

/**
 * A file of the new project: `{{name}}` and `{{language}}` are filled in; what stands between `<!-- kit -->` and `<!-- /kit -->` stays only where that is so (`kit`, `tests`,
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
