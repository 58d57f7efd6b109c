import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { findOpenAddresses } from './addresses.ts'
import { compileWithCi, fetchCi, FetchError } from './ci.ts'
import { describeFinding, type Finding } from './finding.ts'
import { compileMarkup } from './old-compilers.ts'
import { describeSizes } from './package-size.ts'

const usage = `Usage: npm run check:wechat [-- --project FOLDER] [--markup-only]

Compiles a mini-program with WeChat's own compilers and says what they reject, and its size;
and that trial and release have no unencrypted address.

  --project FOLDER   the folder with project.config.json             (.)
  --markup-only      templates and styles only: no miniprogram-ci, which is fetched from npm once

Exit code: 0 all well, 1 something is rejected or too large, 2 it could not be checked.`

try {
  const { values } = parseArgs({
    options: {
      project: { type: 'string', default: '.' },
      'markup-only': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) console.log(usage)
  else process.exitCode = await check(resolve(values.project), values['markup-only'] ?? false)
} catch (error) {
  const { name, message, code = '' } = error as NodeJS.ErrnoException
  const isUsage = code.startsWith('ERR_PARSE_ARGS')
  const isExpected = isUsage || error instanceof FetchError || name === 'ProjectError'
  console.error(isExpected ? message : error)
  if (isUsage) console.error(`\n${usage}`)
  process.exitCode = 2
}

async function check(project: string, markupOnly: boolean): Promise<number> {
  const place = findProject(project)
  const { root } = place
  const markup = compileMarkup(root)
  if ('cannotRun' in markup) console.log(`wcc and wcsc were left out: ${markup.cannotRun}.`)
  const found = [...('cannotRun' in markup ? [] : markup), ...findOpenAddresses(root)]
  if (markupOnly) return report(root, found)

  const home = await fetchCi((what) => console.log(what))
  const result = await compileWithCi(home, project)
  if ('finding' in result) return report(root, [...found, fromRoot(result.finding, project, root)])
  const roots = readProject(place).app.subPackages.map((part) => part.root)
  const { text, isTooLarge } = describeSizes(result.sizes, roots)
  console.log(text)
  if (isTooLarge) console.error('A package is above WeChat’s limit of 2 MB.')
  return Math.max(report(root, found), isTooLarge ? 1 : 0)
}

/** miniprogram-ci names JSON files from the project, scripts from the mini-program's root. */
function fromRoot(finding: Finding, project: string, root: string): Finding {
  const prefix = `${relative(project, root).replaceAll('\\', '/')}/`
  return {
    ...finding,
    file: finding.file.startsWith(prefix) ? finding.file.slice(prefix.length) : finding.file,
  }
}

function report(root: string, found: Finding[]): number {
  for (const finding of found) {
    console.error(
      describeFinding({ ...finding, file: finding.file && join(relative('', root), finding.file) }),
    )
  }
  console.log(
    found.length > 0
      ? `${found.length} rejected.`
      : 'WeChat’s compilers accept it, and trial and release are encrypted.',
  )
  return found.length > 0 ? 1 : 0
}
