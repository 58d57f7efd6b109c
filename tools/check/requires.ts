import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parseSync, traverse, types as t } from '@babel/core'

/**
 * The folders' import rules for `require`, `require.resolve` and `import()`, which oxlint's
 * `no-restricted-imports` leaves out: part of `npm run lint`. The rules are those of `.oxlintrc.json`.
 */
interface Config {
  overrides: { files: string[]; rules: Record<string, unknown> }[]
}
type Rule = ['error', { patterns: { group: string[]; message: string }[] }] | 'off'

const { overrides } = JSON.parse(readFileSync('.oxlintrc.json', 'utf8')) as Config

/** As far as the configuration needs it: `**`, `*` and `{a,b}`. */
function matches(glob: string, path: string): boolean {
  const pattern = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`)
    .replaceAll('**/', '\u0000')
    .replaceAll('/**', '\u0001')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?')
    .replaceAll('\u0001', '/.*')
  return new RegExp(`^${pattern}$`).test(path)
}

/** The last override with a rule for imports wins. */
function ruleFor(file: string): Rule | undefined {
  const own = overrides.filter(
    ({ files, rules }) =>
      'no-restricted-imports' in rules && files.some((glob) => matches(glob, file)),
  )
  return own.at(-1)?.rules['no-restricted-imports'] as Rule | undefined
}

function requiredBy(code: string, file: string): { path: string; line: number }[] {
  const ast = parseSync(code, {
    filename: file,
    babelrc: false,
    configFile: false,
    presets: ['@babel/preset-typescript'],
    parserOpts: { allowReturnOutsideFunction: true },
  })
  const found: { path: string; line: number }[] = []
  traverse(ast as t.File, {
    CallExpression({
      node: {
        callee,
        arguments: [given],
        loc,
      },
    }) {
      const isAsked =
        t.isImport(callee) ||
        t.isIdentifier(callee, { name: 'require' }) ||
        t.matchesPattern(callee, 'require.resolve')
      if (isAsked && t.isStringLiteral(given)) {
        found.push({ path: given.value, line: loc?.start.line ?? 0 })
      }
    },
  })
  return found
}

const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
const complaints: string[] = []
for (const file of listed.split('\n').filter((name) => /\.(?:ts|[cm]?js)$/.test(name))) {
  const rule = ruleFor(file)
  if (rule === undefined || rule === 'off') continue
  for (const { path, line } of requiredBy(readFileSync(file, 'utf8'), file)) {
    const broken = rule[1].patterns.find(({ group }) => group.some((glob) => matches(glob, path)))
    if (broken) complaints.push(`${file}:${line}  ${path}: ${broken.message}`)
  }
}
for (const complaint of complaints) console.error(complaint)
process.exitCode = complaints.length === 0 ? 0 : 1
