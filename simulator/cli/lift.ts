import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../../mock-server/index.ts'
import { adviceFor, lift as write } from '../../scripts/lift.ts'
import { findKit } from './kit-place.ts'
import { RECORD, recordOf } from './update/record.ts'

/**
 * `lift FOLDER`: the sign-in core as plain JavaScript, and a record of it, so that `update` can tell
 * the developer's changes.
 *
 * @returns the exit code
 */
export async function lift(args: string[]): Promise<number> {
  const [folder, ...more] = args
  if (folder === undefined || more.length > 0 || folder.startsWith('-')) {
    throw new UsageError('Say where to: lift ../my-app/login')
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
    `${folder}: ${written.length} 个文件 files. 后端地址 your backend's address: config.js`,
  )
  for (const advice of adviceFor(target)) console.log(advice)
  return 0
}
