import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { filesBelow, type Kit } from './create/kit.ts'
import { findKit } from './kit-place.ts'
import { javascriptNames, toJavascript } from './create/javascript.ts'
import { javascriptOf } from './update/commonjs.ts'
import { isCore, type Record } from './update/record.ts'
import { readRecord, update as bring, type Change } from './update/update.ts'
import {
  inLanguage,
  readCommandLine,
  say,
  UsageError,
  type Words,
} from '../../mock-server/index.ts'

const WORDS: { [change in Change]: Words } = {
  added: { zh: '新增', en: 'added' },
  updated: { zh: '更新', en: 'updated' },
  merged: { zh: '和你的改动合并', en: 'merged with your changes' },
  removed: { zh: '删除', en: 'removed' },
  conflict: {
    zh: '冲突：保留你的，见 FILE.conflict',
    en: 'conflict: yours stays, see FILE.conflict',
  },
  'deleted by you': { zh: '你删过，没有再加', en: 'deleted by you, not added again' },
  kept: { zh: '不再需要，但你改过，保留', en: 'no longer needed, kept since you changed it' },
}

/** `update [FOLDER]`: newer sign-in core. @returns 1 when there is a conflict to solve */
export async function update(args: string[]): Promise<number> {
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), readFolder(args))
  const changes = bring(folder, await newerRecord(findKit(), readRecord(folder)))
  for (const [path, change] of changes) console.log(`${path}  ${inLanguage(WORDS[change])}`)
  if (changes.size === 0) console.log(say('已是最新。', 'Nothing to update.'))
  return [...changes.values()].includes('conflict') ? 1 : 0
}

function readFolder(args: string[]): string {
  const { positionals } = readCommandLine({ args, options: {}, allowPositionals: true })
  if (positionals.length > 1) {
    throw new UsageError(say('只要一个文件夹。', 'One folder, please.'))
  }
  return positionals[0] ?? '.'
}

/** The core as this version of the kit would write it into the project. */
async function newerRecord(kit: Kit, { folder, form }: Record): Promise<Record> {
  const root = join(kit.template, 'miniprogram')
  const sources = filesBelow(root, 'services').filter(
    (file) => file.endsWith('.ts') && isCore(file),
  )
  const names = javascriptNames(sources)
  const files: Record['files'] = {}
  for (const file of sources) {
    const text = readFileSync(join(root, file), 'utf8')
    if (form === 'typescript') files[file] = text
    else if (form === 'javascript') files[asJs(file)] = await toJavascript(file, text, names)
    else files[asJs(file)] = javascriptOf(text, join(root, file))
  }
  return { version: kit.version, folder, form, files }
}

const asJs = (file: string) => file.replace(/ts$/, 'js')
