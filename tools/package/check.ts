import { spawnSync } from 'node:child_process'
import { basename, join } from 'node:path'
import { buildPackages } from './build.ts'

/**
 * Builds the packages and lets publint and "Are the types wrong?" judge them as a registry would hand
 * them out: `npm run packages`, part of `npm run check`. Ends with 1 where either finds something.
 */
const root = process.cwd()

/** No types are wanted there: jest's configuration and the command. */
const UNTYPED: Record<string, string[]> = { 'weapp-login-kit': ['jest-preset', 'cli'] }

/** Loaded by `require` all the same: every Node that is supported can do that. */
const ALLOWED = ['cjs-resolves-to-esm']

/** `create-weapp-login` exports nothing. */
const isImported = (folder: string) => basename(folder) !== 'create-weapp-login'

function isWell(tool: string, bin: string, args: string[]): boolean {
  const program = join(root, 'node_modules', tool, bin)
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
  if (status !== 0) console.error(stdout)
  return status === 0
}

for (const folder of await buildPackages(root)) {
  const untyped = UNTYPED[basename(folder)]
  const options = ['--profile', 'node16', '--ignore-rules', ...ALLOWED, '--no-emoji', '--no-color']
  const wrong = [
    ...(isWell('publint', 'src/cli.js', [folder, '--strict']) ? [] : ['publint']),
    ...(!isImported(folder) ||
    isWell('@arethetypeswrong/cli', 'dist/index.js', [
      '--pack',
      folder,
      ...options,
      ...(untyped ? ['--exclude-entrypoints', ...untyped] : []),
    ])
      ? []
      : ['attw']),
  ]
  console.log(`${basename(folder)}: ${wrong.length === 0 ? 'all well' : wrong.join(', ')}`)
  if (wrong.length > 0) process.exitCode = 1
}
