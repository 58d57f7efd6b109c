import { relative } from 'node:path'
import { say } from '../../mock-server/index.ts'
import { create as write } from './create/create.ts'
import { nextSteps } from './create/next-steps.ts'
import { readCreateOptions } from './create/options.ts'
import { findKit } from './kit-place.ts'

/** `create FOLDER`: a new project from the template. @returns the exit code */
export async function create(args: string[]): Promise<number> {
  // npm runs scripts in the package's folder; INIT_CWD is the developer's own folder.
  const from = process.env.INIT_CWD ?? process.cwd()
  const kit = findKit()
  const options = readCreateOptions(args, from, kit.clone)
  if (options === 'help') return 0
  const written = await write(options, kit, (step) => console.log(`${step} ...`))
  const place = relative(from, options.target) || '.'
  console.log(
    say(
      `${options.name}：${written.length} 个文件，${place}\n`,
      `${options.name}: ${written.length} files, ${place}\n`,
    ),
  )
  console.log(nextSteps(options, place))
  return 0
}
