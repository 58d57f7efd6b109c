import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CreateError, type CreateOptions } from './options.ts'
import { fillTemplate } from './fill.ts'
import { javascriptNames, toJavascript } from './javascript.ts'
import { filesFor, kit } from './kit.ts'
import { manifestFor, writeLock } from './manifest.ts'
import { rewrite } from './rewrite.ts'

/** What the new project has in a version of its own: files of `template/`. */
const OWN = ['README.md', 'README.zh-CN.md', '.gitignore']

/**
 * Makes a new project. It grows in a folder beside its place and is moved there when it is whole: a
 * failure or Ctrl-C leaves nothing behind, and nothing that was there is touched.
 *
 * @param tell is called with each step in words
 * @returns the files written
 * @throws CreateError when the target is taken or can't be written
 */
export async function create(options: CreateOptions, tell: (step: string) => void) {
  const { target } = options
  const growing = makeGrowing(target)
  const remove = () => rmSync(growing, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    refuseTaken(target)
    const written = await grow(growing, options, tell)
    if (isEmptyFolder(target)) rmdirSync(target)
    renameSync(growing, target)
    return written
  } finally {
    remove()
    process.off('exit', remove)
  }
}

function refuseTaken(target: string) {
  const found = statSync(target, { throwIfNoEntry: false })
  if (!found || isEmptyFolder(target)) return
  const what = found.isDirectory() ? 'is a folder with files in it' : 'is a file'
  throw new CreateError(`${target} ${what}. Nothing was written; choose another folder.`)
}

function isEmptyFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.isDirectory() && readdirSync(path).length === 0
}

/** A folder beside the target, so that moving it there is one step. */
function makeGrowing(target: string): string {
  try {
    mkdirSync(dirname(target), { recursive: true })
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  } catch (error) {
    throw new CreateError(`${target} can't be made: ${(error as Error).message}`)
  }
}

async function grow(folder: string, options: CreateOptions, tell: (step: string) => void) {
  const { language, parts } = options
  const sources = filesFor(parts)
  const texts = new Map<string, string | Buffer>()
  tell(`Copying ${sources.length} files${language === 'js' ? ', as JavaScript' : ''}`)
  const names = language === 'js' ? javascriptNames(sources) : new Map<string, string>()
  for (const file of sources) {
    const name = names.get(file) ?? file
    texts.set(name, await contentOf(file, options, name === file ? undefined : names))
  }
  for (const name of parts.tests ? [...OWN, 'jest.config.js'] : OWN) {
    texts.set(name, await fillTemplate(name.replace(/^\./, ''), options))
  }
  texts.set('LICENSE.weapp-login-kit', readFileSync(join(kit, 'LICENSE'), 'utf8'))

  tell('Writing package.json, package-lock.json and the README')
  const scripts = [...texts].filter(([name]) => /\.(?:[cm]?[jt]s)$/.test(name))
  const manifest = manifestFor(
    options,
    scripts.map(([, text]) => text.toString()),
  )
  texts.set('package.json', `${JSON.stringify(manifest, null, 2)}\n`)

  for (const [name, text] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  await writeLock(folder, manifest)
  return [...texts.keys(), 'package-lock.json']
}

/** A file as the new project has it; pictures as they are. */
async function contentOf(
  file: string,
  options: CreateOptions,
  names: ReadonlyMap<string, string> | undefined,
): Promise<string | Buffer> {
  const content = readFileSync(join(kit, file))
  if (content.includes(0)) return content
  const text = rewrite(file, content.toString('utf8'), options)
  return names ? toJavascript(file, text, names) : text
}
