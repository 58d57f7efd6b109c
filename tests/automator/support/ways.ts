import { connect, launch, startAuto, type MiniProgram } from './phone.ts'

/** Both ways that the client's documentation teaches: to a command that runs, or starting it itself. */
export const ways: [string, (project: string) => Promise<MiniProgram>][] = [
  ['connect', async (project) => connect(await startAuto(project))],
  ['launch', (project) => launch(project)],
]
