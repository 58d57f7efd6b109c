export { launch, mountComponent, type Launched, type LaunchOptions } from './launch.ts'
export { takeProblems } from './problems.ts'
export type { Screen, Seen, TextMatch } from './screen.ts'
export type { User } from './user.ts'
