import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readCommandLine, say, UsageError } from '../../mock-server/index.ts'
import { readProject } from '../project/project.ts'
import { findProject } from '../project/root.ts'
import { init as add } from './init/init.ts'
import { findKit } from './kit-place.ts'

/** The newest that runs on every Node which this kit runs on. */
const VITEST = '^4.1.12'

/** `init [FOLDER] [--vitest]`: tests for a mini-program that is there. @returns the exit code */
export async function init(args: string[]): Promise<number> {
  const { positionals, values } = readCommandLine({
    args,
    options: { vitest: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [folder = '.', ...more] = positionals
  if (more.length > 0) {
    throw new UsageError(say('init 只要一个文件夹。', 'init takes one folder.'))
  }
  const from = process.env.INIT_CWD ?? process.cwd()
  const place = findProject(resolve(from, folder))
  const { app } = readProject(place)
  const kit = findKit()
  const firstPage = app.pages[0]
  if (firstPage === undefined)
    throw new UsageError(say('app.json 里没有可测试的页面。', 'app.json names no page to test.'))
  const { done, left } = add(
    { folder: place.folder, firstPage, ...(values.vitest && { isVitest: true }) },
    {
      dependencies: await kit.dependencies(place.folder),
      jest: kit.versions.jest ?? '*',
      vitest: VITEST,
      workflow: readFileSync(join(kit.project, 'github/test-js.yml'), 'utf8'),
    },
  )
  const at = relative(from, place.folder) || '.'
  console.log(`${at}:\n${done.map((name) => `  + ${name}`).join('\n')}`)
  if (left.length > 0) {
    console.log(
      `${say('已有，没有改：', 'There already, left alone:')}\n${left.map((name) => `  ${name}`).join('\n')}`,
    )
  }
  console.log(`\n${say('接下来：', 'Next:')}\n  npm install\n  npm test`)
  return 0
}
