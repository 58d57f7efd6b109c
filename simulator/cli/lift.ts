import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCommandLine, say, UsageError } from '../../mock-server/index.ts'
import { adviceFor, lift as write } from './update/lift.ts'
import { findKit } from './kit-place.ts'
import { RECORD, recordOf } from './update/record.ts'

/**
 * `lift FOLDER`: the sign-in core as plain JavaScript, and a record of it, so that `update` can
 * detect the developer's changes.
 *
 * @returns the exit code
 */
export async function lift(args: string[]): Promise<number> {
  const { positionals } = readCommandLine({ args, options: {}, allowPositionals: true })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) {
    throw new UsageError(
      say(
        '放到哪里？例如 weapp-login-kit lift ../my-app/login',
        'Say where to: weapp-login-kit lift ../my-app/login',
      ),
    )
  }
  const target = resolve(process.env.INIT_CWD ?? process.cwd(), folder)
  const kit = findKit()
  const written = write(join(kit.template, 'miniprogram'), target)
  const texts = written.map((name): [string, string] => [
    name,
    readFileSync(join(target, name), 'utf8'),
  ])
  const record = recordOf({ version: kit.version, folder: '.', form: 'commonjs' }, texts)
  writeFileSync(join(target, RECORD), `${JSON.stringify(record, null, 2)}\n`)
  console.log(
    say(
      `${folder}：${written.length} 个文件。后端地址写在 config.js 里。`,
      `${folder}: ${written.length} files. Your backend's address: config.js`,
    ),
  )
  for (const advice of adviceFor(target)) console.log(advice)
  return 0
}
