import { readCommandLine, say } from '../../mock-server/index.ts'
import { countUsage, describeUsage } from '../check/describe.ts'
import { readUsage } from '../check/usage.ts'
import { stops } from '../check/use.ts'
import { readProject } from '../project/project.ts'
import { findProject } from '../project/root.ts'

/**
 * Lists what a mini-program uses of WeChat that is not simulated, or only in part, with its places.
 *
 * @returns the exit code: 0, or 2 where an API, a component or a plugin is not simulated
 * @throws UsageError, ProjectError
 */
export function check(args: string[]): number {
  const { values } = readCommandLine({
    args,
    options: {
      project: { type: 'string', default: '.' },
      json: { type: 'boolean', default: false },
    },
  })
  const usages = readUsage(readProject(findProject(values.project)))
  const counts = countUsage(usages)
  if (values.json)
    console.log(JSON.stringify({ project: values.project, ...counts, usages }, null, 2))
  else console.log(describeUsage(usages, say))
  return usages.some(stops) ? 2 : 0
}
