import { readProject } from '../project/project.ts'
import type { ProjectPlace } from '../project/root.ts'
import { describeBriefly, type Say } from './describe.ts'
import { readUsage } from './usage.ts'

/** Prints what a mini-program uses that is not simulated; nothing where there is nothing to say. */
export function sayShortcomings(place: ProjectPlace, say: Say) {
  const text = describeBriefly(readUsage(readProject(place)), say)
  if (text !== '') console.log(`\n${text}\n`)
}
