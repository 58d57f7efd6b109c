import { relative } from 'node:path'
import { create } from './create/create.ts'
import { kit } from './create/kit.ts'
import { nextSteps } from './create/next-steps.ts'
import { CreateError, readCreateOptions, usage } from './create/options.ts'

// `npm run create -- ../my-app`: a new project from this template.
try {
  // npm runs scripts in the package's folder; INIT_CWD is where the developer stands.
  const from = process.env.INIT_CWD ?? process.cwd()
  const options = readCreateOptions(process.argv.slice(2), from, kit)
  if (options === 'help') {
    console.log(usage)
  } else {
    const written = await create(options, (step) => console.log(`${step} ...`))
    const place = relative(from, options.target) || options.target
    console.log(`${options.name} is made: ${written.length} files in ${place}\n`)
    console.log(nextSteps(options, place))
  }
} catch (error) {
  const isExpected = error instanceof CreateError
  console.error(isExpected ? error.message : error)
  if (isExpected) console.error('npm run create -- --help lists the options.')
  process.exitCode = 1
}
