import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../automator/browser.ts'
import { withAutomation } from '../automator/front.ts'
import type { Hub } from '../automator/hub.ts'
import { createPreview } from '../preview/preview.ts'
import {
  readProfile,
  say,
  startServer,
  UsageError,
  type RunningServer,
} from '../../mock-server/index.ts'

/** The setup of a phone before its mini-program starts. */
export interface StageOptions {
  project: string
  /** Shows the browser's window. */
  isHeaded?: boolean
  /** The person whose phone it is: a name or an openid of the fake WeChat. */
  account?: string
  /** A page's path with its query; absent: the first page. */
  page?: string
  /** A number of WeChat's scene list. */
  scene?: string
  baseLibrary?: string
  profile?: string
  /** The person has not agreed to the privacy guideline yet. */
  needsPrivacy?: boolean
  /** A situation of the server's, such as `wechat-busy`. */
  scenario?: string
  /** Called when a client asks to close the tool. */
  onClose?: () => void
}

/** A mock server, a preview and a browser with the phone in it: all that drives a mini-program. */
export interface Stage {
  origin: string
  hub: Hub
  page: Page
  /** Empties the phone and the server, and starts the mini-program as after an install. */
  coldStart(page?: string): Promise<void>
  /** Starts the mini-program again at a page, with all that is stored. */
  open(page: string): Promise<void>
  screenshot(): Promise<Buffer>
  /** Ends all of it; safe to call twice. */
  close(): Promise<void>
}

/**
 * Starts everything on free ports of this machine, and the mini-program in it.
 *
 * @throws BrowserMissing, ProjectError, UsageError with what to do
 */
export async function openStage(options: StageOptions): Promise<Stage> {
  const parts: { server?: RunningServer; hub?: Hub; browser?: Browser; page?: Page } = {}
  let closing: Promise<void> | undefined
  const close = () => (closing ??= closeAll())
  async function closeAll() {
    await parts.browser?.close()
    await parts.server?.close()
  }
  const screenshot = async () => {
    if (!parts.page) throw new Error('the phone is not open yet')
    return parts.page.locator('#phone').screenshot()
  }
  try {
    parts.server = await startServer(
      { port: 0, profile: readProfile(options.profile ?? 'named') },
      async (server) => {
        const shown = await createPreview(options.project, {
          maySeeSources: () => true,
          isDriven: true,
          say: console.error, // standard output may carry a protocol, or one JSON document
        })
        const surroundings = { screenshot, close: () => options.onClose?.() }
        const driven = withAutomation(shown, server, surroundings)
        parts.hub = driven.automator
        return driven
      },
    )
    await parts.server.ready
    const { origin } = parts.server
    parts.browser = await launchBrowser(options.isHeaded)
    const page = await newPhonePage(parts.browser, origin, options)
    parts.page = page
    await prepareServer(origin, options)
    const load = async (at = options.page) => {
      await page.goto('about:blank') // the address alone does not load the same page again
      await page.goto(addressOf(origin, { ...options, ...(at === undefined ? {} : { page: at }) }))
    }
    await load()
    return {
      origin,
      hub: parts.hub as unknown as Hub,
      page,
      async coldStart(at) {
        await fetch(`${origin}/__mock/reset`, { method: 'POST' })
        await prepareServer(origin, options)
        await forget(page, origin)
        await load(at)
      },
      async open(at) {
        await page.evaluate(() => sessionStorage.clear())
        await load(at)
      },
      screenshot,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const addressOf = (origin: string, { page, scene }: StageOptions) => {
  const asked = new URLSearchParams()
  if (page !== undefined) asked.set('page', page)
  if (scene !== undefined) asked.set('scene', scene)
  return asked.size > 0 ? `${origin}/?${asked.toString()}` : origin
}

async function newPhonePage(
  browser: Browser,
  origin: string,
  options: StageOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
  })
  const user = options.account === undefined ? undefined : await personOf(origin, options.account)
  const settings = {
    ...(user === undefined ? {} : { user }),
    ...(options.needsPrivacy ? { needsPrivacy: true } : {}),
    ...(options.baseLibrary === undefined ? {} : { baseLibrary: options.baseLibrary }),
  }
  await context.addInitScript((given) => {
    if (localStorage.getItem('weapp-preview:settings') === null)
      localStorage.setItem('weapp-preview:settings', JSON.stringify(given))
  }, settings)
  return context.newPage()
}

/** @throws UsageError naming the people there are */
async function personOf(origin: string, account: string): Promise<string> {
  const users = await getJson<{ users: { name: string }[] }>(`${origin}/__mock/users`)
  const names = users.users.map(({ name }) => name)
  if (names.includes(account)) return account
  const state = await getJson<{ wechat: { accounts: { user: string; openid: string }[] } }>(
    `${origin}/__mock/state`,
  )
  const known = state.wechat.accounts.find(({ openid }) => openid === account)
  if (known) return known.user
  throw new UsageError(
    say(
      `没有 "${account}" 这个账号。假微信有：${names.join('、')}。`,
      `There is no account "${account}". The fake WeChat knows: ${names.join(', ')}.`,
    ),
  )
}

const getJson = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T

/** @throws UsageError if the scenario does not exist */
async function prepareServer(origin: string, { scenario }: StageOptions) {
  if (scenario === undefined) return
  const answer = await fetch(`${origin}/__mock/scenarios/${encodeURIComponent(scenario)}`, {
    method: 'POST',
  })
  if (answer.ok) return
  const known = await getJson<{ scenarios: { name: string }[] }>(`${origin}/__mock/scenarios`)
  const names = known.scenarios.map(({ name }) => name).join(', ')
  throw new UsageError(
    say(
      `没有 "${scenario}" 这个情景；有 ${names}。`,
      `There is no scenario "${scenario}"; there are ${names}.`,
    ),
  )
}

async function forget(page: Page, origin: string) {
  if (!page.url().startsWith(origin)) return
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
}
