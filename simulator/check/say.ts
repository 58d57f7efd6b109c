import { readProject } from '../project/project.ts'
import type { ProjectPlace } from '../project/root.ts'
import { describeBriefly } from './describe.ts'
import { readUsage } from './usage.ts'

/** Prints what a mini-program uses that is not simulated; nothing where there is nothing to say. */
export function sayShortcomings(place: ProjectPlace, print: (text: string) => void = console.log) {
  const text = describeBriefly(readUsage(readProject(place)))
  if (text !== '') print(`\n${text}\n`)
}
