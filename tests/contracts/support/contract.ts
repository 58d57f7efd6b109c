import { rmSync } from 'node:fs'
import type { ContractPhone } from './phone.ts'
import { writeProject, type ProjectFiles } from './project.ts'

/** Starts phones for contracts, in one of the two worlds. */
interface World {
  open(root: string): Promise<ContractPhone>
  close(): Promise<void>
}

const isInJest = 'miniprogramHost' in globalThis

/** Loaded on first use: each of the two needs modules that the other can't load. */
let world: World | undefined
const theWorld = () =>
  (world ??= isInJest
    ? (require('./in-jest.ts') as { jestWorld: () => World }).jestWorld()
    : (require('./in-chromium.ts') as { chromiumWorld: () => World }).chromiumWorld())

afterAll(async () => {
  await world?.close()
  world = undefined
})

/**
 * A promise the simulator keeps, with the smallest mini-program that shows it. `npm test` plays it in
 * jest, `npm run test:e2e` in a browser.
 *
 * @param files of the mini-program; see `writeProject`
 * @param body the person's actions and the expectations; it fails if problems are reported that it does
 * not take
 */
export function contract(
  title: string,
  files: ProjectFiles,
  body: (phone: ContractPhone) => Promise<void>,
) {
  test(title, () => play(files, body))
}

/** The same for what only a browser can show: layout, scrolling, pixels. */
export function drawnContract(...[title, files, body]: Parameters<typeof contract>) {
  if (!isInJest) contract(title, files, body)
}

/**
 * Faults of a mini-program are reported with their place. A browser shows the rest of it; jest
 * refuses to open it.
 *
 * @param faults what is said, one after the other
 */
export function faultContract(title: string, files: ProjectFiles, faults: RegExp[]) {
  test(title, async () => {
    const root = writeProject(files)
    let said = ''
    try {
      const phone = await theWorld().open(root)
      said = (await phone.takeProblems()).join('\n')
      await phone.close()
    } catch (error) {
      said = (error as Error).message
    } finally {
      rmSync(root, { recursive: true })
    }
    for (const fault of faults) expect(said).toMatch(fault)
  })
}

async function play(files: ProjectFiles, body: (phone: ContractPhone) => Promise<void>) {
  const root = writeProject(files)
  const phone = await theWorld().open(root)
  try {
    await body(phone)
    expect(await phone.takeProblems()).toEqual([])
  } finally {
    await phone.close()
    rmSync(root, { recursive: true })
  }
}
