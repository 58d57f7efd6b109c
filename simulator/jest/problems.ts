import { inspect } from 'node:util'

/**
 * Problems that no handler sees:
 *
 * - `error`: a handler, a lifecycle function, an observer or a callback threw; WeChat calls
 *   `App.onError`
 * - `rejection`: a promise was rejected and nobody handled it
 * - `warning`: a name that does not exist, such as a handler's; WeChat warns the developer
 * - `wxs`: a function of WXS failed; since WeChat ignores that, it is printed and fails no test
 * - `console.error`: the mini-program, or a library, called it
 * - `url`: a request met no handler
 * - `api`: a `wx` API was used that is not simulated
 */
export type ProblemKind =
  'error' | 'rejection' | 'warning' | 'wxs' | 'console.error' | 'url' | 'api'

interface Problem {
  kind: ProblemKind
  error: unknown
}

interface Allowance {
  kind: ProblemKind
  which: string | RegExp
}

/** The mini-program's listeners, for errors that can't be traced to one of its calls. */
interface Listening {
  threw(error: unknown): void
  rejected(reason: unknown, promise: Promise<unknown>): void
}

let phone: Listening | undefined

/** The phone that was started last: a timer does not say whose it is. */
export function setListening(listening: Listening | undefined) {
  phone = listening
}

let problems: Problem[] = []
let allowed: Allowance[] = []

/**
 * Says that this test expects a problem, which then does not fail it; until the test ends.
 *
 * @param which part of the message, for `url` of the address, for `api` the name; by default any
 */
export function allow(kind: ProblemKind, which: string | RegExp = /^/) {
  allowed.push({ kind, which })
  problems = problems.filter((problem) => !isAllowed(problem.kind, textOf(problem.error)))
}

/** True when the test allowed this problem. */
export function isAllowed(kind: ProblemKind, text: string): boolean {
  return allowed.some(
    (one) =>
      one.kind === kind &&
      (typeof one.which === 'string' ? text.includes(one.which) : text.search(one.which) >= 0),
  )
}

/** Records a problem, which fails the test unless it is allowed. */
export function reportProblem(error: unknown, kind: ProblemKind = 'error') {
  const isKnown = problems.some((problem) => problem.error === error) // the same error may be reported twice
  if (!isKnown && !isAllowed(kind, textOf(error))) problems.push({ kind, error })
}

/** A request that no handler answers. */
export function reportUnmocked({ method, url }: Request) {
  const address = url.split('?')[0]
  reportProblem(
    new Error(
      `No handler answers ${method} ${address}${onPage()}. Give it one: ` +
        `server.use(http.${method.toLowerCase()}('${address}', () => HttpResponse.json({ ... })))`,
    ),
    'url',
  )
}

/** The problems so far, which then no longer fail the test: for tests that provoke them. */
export function takeProblems(): unknown[] {
  const taken = problems.map(({ error }) => error)
  problems = []
  return taken
}

/** Before a test: forgets all problems and all that was allowed. */
export function forgetProblems() {
  problems = []
  allowed = []
  miniprogramHost.onRejection = (reason, promise) => {
    phone?.rejected(reason, promise)
    const text = `a promise was rejected and nobody handled it: ${inspect(reason)}`
    reportProblem(reason instanceof Error ? reason : new Error(text), 'rejection')
    return true
  }
}

const hints: Record<ProblemKind, string> = {
  error:
    'It was thrown in a handler, a lifecycle function, an observer or a callback, where WeChat only ' +
    "tells App.onError. If the test expects it: allow('error', 'part of the message').",
  rejection:
    'A promise was rejected and nobody handled it: await it in a try, or give the call a fail. If the ' +
    "test expects it: allow('rejection', 'part of the message').",
  warning: "If the test expects it: allow('warning', 'part of the message').",
  wxs: "If the test expects it: allow('wxs', 'part of the message').",
  'console.error': "If the test expects it: allow('console.error', 'part of the message').",
  url: "If the mini-program shall meet a dead network: allow('url', 'part of the address').",
  api: "If the mini-program can do without it, as on an old WeChat: allow('api', 'its name').",
}

/** @throws the first problem that was neither taken nor allowed, with what to do */
export function failOnProblems() {
  delete miniprogramHost.onRejection // from now on rejections are jest's
  const [first, ...others] = problems.filter(({ kind }) => kind !== 'wxs')
  for (const { kind, error } of problems) {
    if (kind === 'wxs') console.warn(`${textOf(error)}\n${hints.wxs}`)
  }
  problems = []
  if (first === undefined) return
  const more = others.map(({ error }) => `\n- ${textOf(error).split('\n')[0]}`).join('')
  const also = more && `\n\nAnd ${others.length} more:${more}`
  const { error, kind } = first
  const failure = error instanceof Error ? error : new Error(inspect(error))
  const { message, stack = message } = failure
  failure.message = `${message}\n\n${hints[kind]}${also}`
  failure.stack = stack.replace(message, () => failure.message) // what jest prints
  throw failure
}

/** Listens where failures would be swallowed. Once per test file. */
export function watchForProblems() {
  // An error thrown in a timer: the window would print it on the console.
  addEventListener('error', (event) => {
    event.preventDefault()
    if (phone) phone.threw(event.error)
    else reportProblem(event.error)
  })
  console.error = (...args: unknown[]) => {
    const text = args.map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ')
    reportProblem(new Error(`console.error: ${text}`), 'console.error')
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : inspect(error))

function onPage(): string {
  const pages = (globalThis as { getCurrentPages?: () => { route?: string }[] }).getCurrentPages
  const route = pages?.().at(-1)?.route
  return route === undefined ? '' : ` (asked on ${route})`
}
