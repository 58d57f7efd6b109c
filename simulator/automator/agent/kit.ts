import { type Params } from '../protocol.ts'
import { callFunction } from './component-functions.ts'
import { tagOf } from './tree.ts'
import { tap } from './gestures.ts'
import type { AgentParts } from './parts.ts'
import { frontPage, type AutomatedPhone } from './phone.ts'
import { answerWindow } from './windows.ts'
import { readScreen } from './screen.ts'
import { toPlain } from './values.ts'
import { wait, waitFor } from './wait.ts'

/** Methods for this kit's own tools, beyond DevTools' protocol. */
export const kitDomain = (agent: AgentParts) => ({ ...reports(agent), ...acts(agent) })

/** Reads what the phone shows, holds and has done. */
const reports = (agent: AgentParts) => ({
  /** Waits until the phone is idle, at most `timeoutMs`. */
  async idle({ quietMs = 150, timeoutMs = 3_000 }: Params) {
    const end = performance.now() + Number(timeoutMs)
    let last = performance.now()
    const observer = new MutationObserver(() => (last = performance.now()))
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    const { activity } = agent.phone.simulator
    const isQuiet = () => activity.pending === 0 && performance.now() - last > Number(quietMs)
    while (!isQuiet() && performance.now() < end) await wait(25)
    observer.disconnect()
    return { isQuiet: isQuiet() }
  },

  device: () => ({ ...agent.phone.simulator.device }),

  /** All that a report of one page holds. */
  report() {
    const { simulator, errors } = agent.phone
    const { current } = simulator.pages
    return {
      path: current?.route ?? null,
      uses: current ? usedBy(current.route, agent.phone) : [],
      stack: simulator.pages.stack.map(({ route }) => route),
      faults: errors,
      thrown: agent.thrown,
      logs: agent.console.lines,
      unknown: unknownTags(),
      isBlank: isBlank(frontPage()),
      window: simulator.dialogs.current ?? null,
    }
  },

  screen: () => ({ text: readScreen(agent) }),

  storage() {
    const { wx } = agent.phone.simulator
    const { keys } = wx.getStorageInfoSync()
    return Object.fromEntries(keys.map((key) => [key, toPlain(wx.getStorageSync(key))]))
  },

  /** Console lines and thrown errors, the newest last. */
  console: () => ({ lines: agent.console.lines, thrown: agent.thrown }),

  network: () => ({ calls: agent.network.calls }),
})

/** The user's actions, and restarting the phone. */
const acts = (agent: AgentParts) => ({
  /** Taps the first thing on the page whose words match; `text` is null where there is none. */
  async tapWords({ pattern }: Params) {
    const words = new RegExp(String(pattern), 'i')
    const page = frontPage()
    const found =
      page &&
      [...page.querySelectorAll<HTMLElement>('wx-button, wx-view, wx-text, wx-navigator')]
        .filter((element) => words.test(element.innerText) && element.innerText.length < 30)
        .toSorted((a, b) => rank(a) - rank(b))[0]
    if (!found) return { text: null }
    const text = found.innerText.trim()
    await tap(found)
    return { text }
  },

  /** Accepts the window that is open, or that opens soon. */
  async allow({ timeoutMs = 1_000 }: Params) {
    const { dialogs } = agent.phone.simulator
    const dialog = await waitFor(() => dialogs.current, Number(timeoutMs))
    if (dialog) await answerWindow(agent.phone, 'yes')
    return { answered: dialog !== undefined }
  },

  /** Switches to another user's phone, on which the mini-program starts again. */
  become({ user }: Params) {
    agent.phone.change({ user: String(user) })
  },

  /** Types into whichever kind of field it is. */
  async type({ elementId, text }: Params) {
    const node = agent.handles.get(elementId)
    await callFunction(node, `${tagOf(node)}.input`, [String(text)])
  },

  /** Answers the window in front as a person does: by one of its labels, or yes or no. */
  async answer({ answer }: Params) {
    return { answered: await answerWindow(agent.phone, String(answer)) }
  },

  /** Restores the APIs that a disconnected client had mocked. */
  forget() {
    agent.mocks.restoreAll()
    agent.bindings.removeAll()
    agent.console.isTold = false
  },
})

/** Buttons first, then the innermost of the other elements. */
const rank = (element: Element) =>
  element.tagName === 'WX-BUTTON' ? 0 : 1 + element.querySelectorAll('*').length

/** A page and the components it uses, whatever the depth, by their paths. */
function usedBy(page: string, { config }: AutomatedPhone): string[] {
  const found = new Set<string>()
  const visit = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    const using = config.components[path]?.usingComponents ?? {}
    for (const used of Object.values(using)) visit(used.replace(/^\//, ''))
  }
  visit(page)
  return [...found]
}

/** Tags on a page that no component draws. */
function unknownTags(): string[] {
  const found = [...document.querySelectorAll<HTMLElement>('[data-unknown]')]
  return [...new Set(found.map(({ dataset }) => dataset.unknown ?? ''))]
}

/** True when the page is blank: no text, no picture, no box with a colour. */
function isBlank(page: HTMLElement | null): boolean {
  if (!page) return true
  if (page.innerText.trim() !== '') return false
  return ![...page.querySelectorAll<HTMLElement>('*')].some((element) => {
    const { width, height } = element.getBoundingClientRect()
    if (width < 2 || height < 2) return false
    if (/^(?:img|input|textarea|canvas|video|svg)$/i.test(element.tagName)) return true
    const { backgroundColor, backgroundImage, borderTopWidth } = getComputedStyle(element)
    const hasColor = !/^(?:transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor)
    return hasColor || backgroundImage !== 'none' || parseFloat(borderTopWidth) > 0
  })
}
