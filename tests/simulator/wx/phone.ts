import type { DialogKind } from '../../../simulator/wx/dialogs.ts'
import type { Query } from '../../../simulator/wx/route/page-url.ts'
import type { PageView } from '../../../simulator/wx/route/page-view.ts'
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../simulator/wx/simulator.ts'

const ORIGIN = 'http://127.0.0.1:3900'

/** Members of `wx` that were asked for on any phone: in a browser one page runs all contracts. */
export const askedOfWx = new Set<string>()

/** Loaded when a phone first asks it: most APIs never do, and it takes a while. */
let server: Promise<{ fetch(request: Request): Response | Promise<Response> }> | undefined
const startServer = async () => (await import('./mock-server.ts')).startMockServer(ORIGIN)

/** A request to the mock server, which every phone of a test file shares. */
export async function tellServer(path: string, body: object = {}) {
  const response = await toServer(ORIGIN + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
}

/** Resets the fake WeChat, if any test asked it before. */
export async function resetServer() {
  if (server) await tellServer('/__mock/reset')
}

/** The developer's backend: whatever is not the fake WeChat. */
export type Answer = (request: Request) => Response | Promise<Response>

/** Options of a phone in tests. */
export interface TestPhoneOptions extends Partial<SimulatorOptions> {
  answer?: Answer
}

/** A simulator with helpers for tests. */
export interface TestPhone extends Simulator {
  /** Lifecycle functions of pages, as `home onShow`, in the order they ran. */
  lifecycles: string[]
  /** Errors the mini-program threw. */
  problems: unknown[]
  /** Waits for a dialog and answers it. */
  answer: <Kind extends DialogKind>(
    kind: Kind,
    value: Parameters<Simulator['dialogs']['answer']>[1],
  ) => Promise<void>
  allow: () => Promise<void>
  /** Waits for a window of WeChat's, and chooses there: by default the first. */
  choose: (choice?: number, fields?: Record<string, string>) => Promise<void>
  /** Waits for such a window, and leaves it. */
  leave: () => Promise<void>
  deny: () => Promise<void>
}

/** Parts of the pages that tests look at. */
const routes = {
  pages: ['home', 'shop', 'mine', 'detail', 'other'].map((name) => `pages/${name}/${name}`),
  tabBarPages: ['home', 'shop', 'mine'].map((name) => `pages/${name}/${name}`),
}

/** The address of a page. */
export const page = (name: string) => `/pages/${name}/${name}`

const phones = new Set<Simulator>()

afterEach(() => {
  for (const { dialogs } of phones) dialogs.hideToast() // its time would outlive the test
  phones.clear()
})

/** A phone with nobody who draws its pages, opened at home, on a mock server of its own file. */
export function phone({ answer = echo, ...options }: TestPhoneOptions = {}): TestPhone {
  const lifecycles: string[] = []
  const problems: unknown[] = []
  const simulator = createSimulator({
    origin: ORIGIN,
    fetch: (url, init) => (url.startsWith(ORIGIN) ? toServer(url, init) : send(answer, url, init)),
    onError: (error) => void problems.push(error),
    pages: { ...routes, create: (route, query) => recordedPage(route, query, lifecycles) },
    ...options,
  })
  simulator.open(page('home'))
  phones.add(simulator)
  const answerDialog: TestPhone['answer'] = async (kind, value) => {
    while (simulator.dialogs.current?.kind !== kind) await turn()
    simulator.dialogs.answer(kind, value as never)
  }
  return {
    ...simulator,
    wx: recorded(simulator.wx),
    lifecycles,
    problems,
    answer: answerDialog,
    allow: () => answerDialog('consent', true),
    choose: (choice = 0, fields = {}) => answerDialog('sheet', { choice, fields }),
    leave: () => answerDialog('sheet', undefined),
    deny: () => answerDialog('consent', false),
  }
}

const recorded = (wx: Simulator['wx']) =>
  new Proxy(wx, {
    get(target, name) {
      if (typeof name === 'string') askedOfWx.add(name)
      return Reflect.get(target, name) as unknown
    },
  })

/** Waits until everything due has run. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The fake WeChat and its mock backend. */
export async function toServer(url: string, init?: RequestInit) {
  server ??= startServer()
  return (await server).fetch(new Request(url, init))
}

/** As `fetch`: ends at once when it is aborted. */
function send(answer: Answer, url: string, init: RequestInit = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    Promise.resolve(new Request(url, init)).then(answer).then(resolve, reject)
  })
}

/** Answers with what was sent. */
export async function echo(request: Request): Promise<Response> {
  const { method, url, headers } = request
  const body = await request.text()
  return Response.json({ method, url, headers: Object.fromEntries(headers), body })
}

function recordedPage(route: string, query: Query, lifecycles: string[]): PageView {
  const name = route.split('/').at(-1) ?? ''
  return {
    route,
    query,
    instance: { onPullDownRefresh: () => lifecycles.push(`${name} onPullDownRefresh`) } as never,
    title: '',
    lifecycle: (event) => void lifecycles.push(`${name} ${event}`),
    setVisible() {},
    scrollTo: ({ scrollTop }) => void lifecycles.push(`${name} scrolled to ${scrollTop}`),
    remove() {},
  }
}

/** The phone's `wx`, whose functions are called by a name that a test computes. */
export const wxByName = ({ wx }: TestPhone) =>
  wx as unknown as Record<string, (...args: unknown[]) => unknown>
