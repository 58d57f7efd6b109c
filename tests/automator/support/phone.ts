import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { resolve } from 'node:path'
import automator from 'miniprogram-automator'
import { runCommand } from './command.ts'

/** The client's mini-program. */
export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>
/** The client's page. */
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>
/** The client's element. */
export type Element = NonNullable<Awaited<ReturnType<Page['$']>>>

/** A running `auto`. */
export interface Auto {
  endpoint: string
  /** Of the mock server. */
  origin: string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

/** Starts the command `auto` and waits until clients can connect. */
export async function startAuto(project: string, ...args: string[]): Promise<Auto> {
  const command = runCommand('auto', '--project', project, '--auto-port', '0', ...args)
  const said = () => /Automation at (ws:\S+), the mock server at (\S+)/.exec(command.output())
  const early = command.ended.then(() => {
    throw new Error(`auto ended early:\n${command.output()}`)
  })
  while (!said()) await Promise.race([early, new Promise((done) => setTimeout(done, 50))])
  early.catch(() => {})
  const [, endpoint = '', origin = ''] = said() ?? []
  return { endpoint, origin, ended: command.ended }
}

/** Connects a client. */
export const connect = ({ endpoint }: Pick<Auto, 'endpoint'>): Promise<MiniProgram> =>
  automator.connect({ wsEndpoint: endpoint })

/** As teams start DevTools: the client runs this kit's command in its place. */
export async function launch(project: string, options: object = {}): Promise<MiniProgram> {
  return automator.launch({
    cliPath: resolve('simulator/cli/weapp-login-kit.mjs'),
    projectPath: resolve(project),
    port: await freePort(),
    timeout: 60_000,
    ...options,
  })
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** The page that is open; there always is one. */
export async function currentPage(phone: MiniProgram): Promise<Page> {
  const page = await phone.currentPage()
  if (!page) throw new Error('No page is open.')
  return page
}

/** Goes there without the three seconds that the client's own `navigateTo` sleeps. */
export async function goTo(phone: MiniProgram, url: string, method = 'reLaunch'): Promise<Page> {
  await phone.callWxMethod(method, { url })
  return currentPage(phone)
}

/** An element that must be there. */
export async function find(from: Page | Element, selector: string): Promise<Element> {
  const found = await from.$(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}

/** Waits for words on the page, as a person does. */
export async function waitForText(page: Page, selector: string, text: string | RegExp) {
  await page.waitFor(async () => {
    const found = await page.$(selector)
    const words = found ? await found.text() : ''
    return typeof text === 'string' ? words.includes(text) : text.test(words)
  })
}
