import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UsageError } from '../../mock-server/index.ts'
import { readProject } from '../project/project.ts'
import { findProject } from '../project/root.ts'
import { init as add } from './init/init.ts'
import { findKit } from './kit-place.ts'

/** `init [FOLDER]`: tests for a mini-program that is there. @returns the exit code */
export async function init(args: string[]): Promise<number> {
  const [folder = '.', ...more] = args
  if (more.length > 0 || folder.startsWith('-')) throw new UsageError('init takes one folder.')
  const from = process.env.INIT_CWD ?? process.cwd()
  const place = findProject(resolve(from, folder))
  const { app } = readProject(place)
  const kit = findKit()
  const firstPage = app.pages[0]
  if (firstPage === undefined) throw new UsageError('app.json names no page to test.')
  const { done, left } = add(
    { folder: place.folder, firstPage },
    {
      dependencies: await kit.dependencies(place.folder),
      jest: kit.versions.jest ?? '*',
      workflow: readFileSync(join(kit.project, 'github/test-js.yml'), 'utf8'),
    },
  )
  const at = relative(from, place.folder) || '.'
  console.log(`${at}:\n${done.map((name) => `  + ${name}`).join('\n')}`)
  if (left.length > 0) {
    console.log(
      `已有，没有改 There already, left alone:\n${left.map((name) => `  ${name}`).join('\n')}`,
    )
  }
  console.log('\n接下来 Next:\n  npm install\n  npm test')
  return 0
}
