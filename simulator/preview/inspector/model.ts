import { computed, signal } from '@preact/signals'
import type { Activity } from '../runtime/activity.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import type { Exchange, SocketMessage } from '../runtime/exchange.ts'
import { Masks } from './mask.ts'
import type { JournalEntry } from './journal-entry.ts'
import { mergeStory } from './story.ts'

/** A situation of the mock's; `active` only where it is one that lasts. */
export interface ScenarioState {
  name: string
  about: string
  active?: boolean
}

/** A fault that waits for a request, as `/__mock/faults` lists it. */
export interface FaultState {
  target: string
  method?: string
  errcode?: number
  status?: number
  latencyMs?: number
  drop?: true
  truncate?: true
  times?: number
}

const MOST = 500

/** The phone in the frame; another one each time it is started. */
export const phone = signal<PreviewPhone | undefined>(undefined)
/** Rises with everything that changes on the phone. */
export const changes = signal(0)
/** The servers' steps, oldest first. */
export const steps = signal<readonly JournalEntry[]>([])
/** The phone's own doings, over all its starts. */
export const deeds = signal<readonly Activity[]>([])
/** The requests of the phone that is on now. */
export const exchanges = signal<readonly Exchange[]>([])
/** All scenarios, as the mock answered last. */
export const scenarios = signal<readonly ScenarioState[]>([])
/** The pending faults, as the mock answered last. */
export const faults = signal<readonly FaultState[]>([])
/** The mock's clock before the machine's, in seconds. */
export const aheadSeconds = signal(0)
/** Names of the phone's possible users. */
export const people = signal<readonly string[]>([])
/** The person's answers by scope. */
export const permissions = signal<Record<string, boolean>>({})
/** The panel that is shown, by name. */
export const tab = signal(localStorage.getItem('weapp-inspector:tab') ?? 'story')

/** Hides secrets in all that is drawn or copied. */
export const masks = new Masks()

/** Phone and servers, in the order in which it happened. */
export const story = computed(() => mergeStory(steps.value, deeds.value))
/** The user info that WeChat returns now. */
export const profile = computed(() =>
  scenarios.value.some(({ name, active }) => name === 'anonymous-profile' && active)
    ? 'anonymous'
    : 'named',
)
/** The situations that hold now; a profile is no trouble. */
export const troubles = computed(() =>
  scenarios.value.filter(({ name, active }) => active && !name.endsWith('-profile')),
)

const appended = <T>(list: readonly T[], more: T[]) => [...list, ...more].slice(-MOST)

let deedNumber = 0

/** Messages of WebSockets whose secrets are known: a list of them comes again with each new one. */
const learned = new WeakSet<SocketMessage>()

function learnMessages(messages: readonly SocketMessage[]) {
  for (const message of messages) {
    if (learned.has(message)) continue
    learned.add(message)
    masks.learn(message.text)
  }
}

/** Each time the phone starts, it is a new one. */
export function connect(started: PreviewPhone) {
  phone.value = started
  exchanges.value = []
  started.activity.listen((activity) => {
    if (activity.kind === 'storage') masks.learn(activity.value, activity.key)
    deeds.value = appended(deeds.value, [{ ...activity, id: ++deedNumber }])
  })
  started.traffic.listen((exchange) => {
    masks.learn(exchange.headers)
    masks.learn(exchange.body)
    masks.learn(exchange.answerBody)
    learnMessages(exchange.messages ?? [])
    const others = exchanges.value.filter(({ id }) => id !== exchange.id)
    exchanges.value = appended(others, [{ ...exchange }]).toSorted((a, b) => a.id - b.id)
  })
}

/** Something changed on the phone. */
export function touch(shown: PreviewPhone) {
  if (phone.value !== shown) connect(shown)
  changes.value++
}

/** Follows the servers' steps. */
export function listenToSteps() {
  const source = new EventSource('/__mock/events')
  source.addEventListener('message', ({ data }) => {
    const step = JSON.parse(String(data)) as JournalEntry
    if (step.path.startsWith('/__client/avatars/')) return // requests for pictures are no steps
    steps.value = appended(steps.value, [step])
    if (step.kind === 'answer') askSoon()
  })
}

let asking: ReturnType<typeof setTimeout> | undefined

/** Asks the mock for its state, once for many steps. */
function askSoon() {
  clearTimeout(asking)
  asking = setTimeout(() => void askMock(), 50)
}

interface State {
  wechat: { accounts: { user: string; authSetting: Record<string, boolean> }[] }
}

/** Asks the mock for its state, which is never remembered here. */
export async function askMock() {
  const [situations, clock, waiting, state] = await Promise.all([
    get<{ scenarios: ScenarioState[] }>('scenarios'),
    get<{ aheadSeconds: number }>('clock'),
    get<{ faults: FaultState[] }>('faults'),
    get<State>('state'),
  ])
  if (situations) scenarios.value = situations.scenarios
  if (clock) aheadSeconds.value = clock.aheadSeconds
  if (waiting) faults.value = waiting.faults
  const user = phone.value?.settings.user
  const account = state?.wechat.accounts.find((one) => one.user === user)
  permissions.value = account?.authSetting ?? {}
}

async function get<T>(path: string): Promise<T | undefined> {
  const answer = await fetch(`/__mock/${path}`).catch(() => undefined)
  return answer?.ok ? ((await answer.json()) as T) : undefined
}

/** Sends a change to the mock server, then reads the new state. */
export async function changeMock(method: 'POST' | 'DELETE', path: string, body?: object) {
  const headers = { 'Content-Type': 'application/json' }
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method }
  const answer = await fetch(`/__mock/${path}`, init)
  await askMock()
  return answer.ok
}

/** Shows another panel, now and after a reload. */
export function show(name: string) {
  tab.value = name
  localStorage.setItem('weapp-inspector:tab', name)
}
