import type { Phone } from '../runtime/phone.ts'
import { h } from './dom.ts'
import { words } from './words.ts'

/** What the phone holds: session, storage, pages, permissions, and what went wrong. */
export function createPanels(): {
  element: HTMLElement
  draw: (phone: Phone) => void
  tick: (phone: Phone) => void
  readPermissions: (phone: Phone) => Promise<void>
} {
  const session = h('dd', {})
  const pages = h('dd', {})
  const permissions = h('dd', {}, words.noneAsked)
  const storage = h('dd', {})
  const problems = h('dd', { class: 'problems' })
  const problemsTitle = h('dt', {}, words.problems)
  const element = h(
    'dl',
    { class: 'panels' },
    h('dt', {}, words.session),
    session,
    h('dt', {}, words.pages),
    pages,
    h('dt', {}, words.permissions),
    permissions,
    h('dt', {}, words.storage),
    storage,
    problemsTitle,
    problems,
  )
  const tick = (phone: Phone) => {
    session.textContent = describeSession(phone)
  }
  return {
    element,
    tick,
    draw(phone) {
      tick(phone)
      pages.textContent = phone.simulator.pages.stack.map((page) => page.route).join(' › ')
      storage.replaceChildren(...describeStorage(phone))
      problems.replaceChildren(...phone.problems.map((problem) => h('p', {}, problem)))
      problemsTitle.hidden = phone.problems.length === 0
    },
    async readPermissions(phone) {
      permissions.textContent = await describePermissions(phone)
    },
  }
}

/** The entry that a session is kept under, where the mini-program has one of this shape. */
function describeSession({ simulator }: Phone): string {
  const entry = simulator.storage.get('session') as { expiresAt?: number } | undefined
  if (typeof entry?.expiresAt !== 'number') return words.noSession
  const seconds = Math.round((entry.expiresAt - Date.now()) / 1000)
  return seconds > 0 ? words.secondsLeft.replace('{n}', String(seconds)) : words.expired
}

function describeStorage({ simulator }: Phone): Node[] {
  const keys = simulator.storage.keys()
  if (keys.length === 0) return [document.createTextNode(words.empty)]
  return keys.map((key) =>
    h('details', {}, h('summary', {}, key), h('pre', {}, maskTokens(simulator.storage.get(key)))),
  )
}

/** A screen may be shared or filmed: tokens are shown by their last characters only. */
const maskTokens = (value: unknown) =>
  JSON.stringify(
    value,
    (name, inner: unknown) =>
      name === 'token' && typeof inner === 'string' ? `***${inner.slice(-4)}` : inner,
    1,
  )

interface State {
  wechat: { accounts: { user: string; authSetting: Record<string, boolean> }[] }
}

async function describePermissions({ settings }: Phone): Promise<string> {
  const state = (await (await fetch('/__mock/state')).json()) as State
  const account = state.wechat.accounts.find(({ user }) => user === settings.user)
  const answers = Object.entries(account?.authSetting ?? {})
  if (answers.length === 0) return words.noneAsked
  return answers
    .map(([scope, granted]) => `${scope}: ${granted ? words.granted : words.refused}`)
    .join('\n')
}
