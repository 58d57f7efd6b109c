import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { say } from '../../../mock-server/index.ts'
import { CreateError, type CreateOptions } from './options.ts'
import { fillTemplate } from './fill.ts'
import { javascriptNames, toJavascript } from './javascript.ts'
import { filesBelow, templateFiles, type Kit } from './kit.ts'
import { manifestFor, pnpmSettings } from './manifest.ts'
import { translateTests } from './translate-tests.ts'
import { recordOf, RECORD } from '../update/record.ts'
import { rewrite } from './rewrite.ts'

/**
 * Makes a new project. It is written into a temporary folder beside its target and moved there when
 * it is complete: a failure or Ctrl-C leaves nothing behind, and existing files are not touched.
 *
 * @param tell is called with each step in words
 * @returns the files written
 * @throws CreateError when the target is taken or can't be written
 */
export async function create(options: CreateOptions, kit: Kit, tell: (step: string) => void) {
  const { target } = options
  const growing = makeGrowing(target)
  const remove = () => rmSync(growing, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    refuseTaken(target)
    const written = await grow(growing, options, kit, tell)
    moveInto(growing, target)
    return written
  } finally {
    remove()
    process.off('exit', remove)
  }
}

function refuseTaken(target: string) {
  const found = statSync(target, { throwIfNoEntry: false })
  if (!found || isFree(target)) return
  const isFolder = found.isDirectory()
  throw new CreateError(
    say(
      `${target} ${isFolder ? '是一个有文件的文件夹' : '是一个文件'}。什么都没有写；请换一个文件夹。`,
      `${target} ${isFolder ? 'is a folder with files in it' : 'is a file'}. Nothing was written; choose another folder.`,
    ),
  )
}

/** A folder that a repository was just made in is as good as an empty one. */
const isFree = (folder: string) =>
  statSync(folder).isDirectory() && readdirSync(folder).every((name) => name === '.git')

/** One step where there is nothing; else file by file, around the `.git` that is there. */
function moveInto(growing: string, target: string) {
  if (!existsSync(target)) {
    renameSync(growing, target)
    return
  }
  for (const name of readdirSync(growing)) renameSync(join(growing, name), join(target, name))
}

/** A folder beside the target, so that moving it there is one step. */
function makeGrowing(target: string): string {
  try {
    mkdirSync(dirname(target), { recursive: true })
    return mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  } catch (error) {
    throw new CreateError(
      say(
        `不能新建 ${target}：${(error as Error).message}`,
        `${target} can't be made: ${(error as Error).message}`,
      ),
    )
  }
}

async function grow(
  folder: string,
  options: CreateOptions,
  kit: Kit,
  tell: (step: string) => void,
) {
  const sources = [...templateFiles(kit, options), ...ownFiles(options, kit)]
  tell(
    say(
      `写 ${sources.length} 个文件${options.language === 'js' ? '，转成 JavaScript' : ''}`,
      `Writing ${sources.length} files${options.language === 'js' ? ', as JavaScript' : ''}`,
    ),
  )
  const names = options.language === 'js' ? javascriptNames(sources.map(([name]) => name)) : NONE
  const texts = new Map<string, string | Buffer>()
  for (const [name, source] of sources) {
    texts.set(names.get(name) ?? name, await contentOf(name, source, options, names))
  }
  if (options.parts.kit) tell(say('加上 weapp-login-kit', 'Adding weapp-login-kit'))
  const dependencies = options.parts.kit ? await kit.dependencies(folder) : {}
  texts.set('package.json', json(manifestFor(options, kit, dependencies)))
  if (options.parts.kit) texts.set('pnpm-workspace.yaml', pnpmSettings(dependencies))
  texts.set('LICENSE.weapp-login-kit', kit.licence)
  if (options.parts.kit) {
    const form = options.language === 'js' ? 'javascript' : 'typescript'
    const about = { version: kit.version, folder: 'miniprogram', form } as const
    texts.set(RECORD, json(recordOf(about, texts)))
  }
  for (const [name, text] of texts) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return [...texts.keys()]
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Files of a new project besides the mini-program: the path there, and the source. */
function ownFiles({ language, parts, template }: CreateOptions, kit: Kit): [string, string][] {
  const from = (name: string) => join(kit.project, name)
  const beside = (name: string) => join(kit.template, name)
  const tests = filesBelow(kit.project, template === 'full' ? 'tests' : 'minimal-tests')
    .filter((file) => language === 'ts' || !file.endsWith('tsconfig.json'))
    .map((file): [string, string] => [file.replace(/^minimal-/, ''), from(file)])
  return [
    ['README.md', from('README.md')],
    ['README.en.md', from('README.en.md')],
    ['AGENTS.md', from('AGENTS.md')],
    ['.gitignore', from('gitignore')],
    ['.editorconfig', beside('.editorconfig')],
    ['project.config.json', beside('project.config.json')],
    ['project.private.config.json', from('private-config.json')],
    ...(language === 'ts' ? [['tsconfig.json', beside('tsconfig.json')] as [string, string]] : []),
    ...(parts.tests
      ? ([
          ['jest.config.js', from('jest.config.js')],
          ['.github/workflows/test.yml', from('github/test.yml')],
          ...tests,
        ] as [string, string][])
      : []),
  ]
}

/** A file as the new project has it; pictures as they are. */
async function contentOf(
  name: string,
  source: string,
  options: CreateOptions,
  names: ReadonlyMap<string, string>,
): Promise<string | Buffer> {
  const content = readFileSync(source)
  if (content.includes(0)) return content
  const filled = rewrite(name, fillTemplate(content.toString('utf8'), options), options)
  const text = name.endsWith('.test.ts') ? translateTests(filled) : filled
  return names.get(name) === name || !name.endsWith('.ts') || names === NONE
    ? text
    : toJavascript(name, text, names)
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
