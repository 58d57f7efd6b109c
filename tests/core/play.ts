import type { Compiler } from './es5.ts'
import { WatchedPhone } from './watched-phone.ts'
import type { kinds, Action, Schedule } from './schedule.ts'

/** A call of the services and its outcome. */
interface Call {
  name: string
  kind: 'call' | 'sign in' | 'resume'
  /** Whose call it is; `undefined`: nobody was signed in when it began. */
  owner: string | undefined
  epoch: number
  startedAt: number
  sleptBefore: number
  limit: number
  outcome?: {
    ok: boolean
    code?: string
    value: unknown
    at: number
    sleptSince: number
    epoch: number
  }
  abort?: () => void
  aborted: boolean
  /** It has settled, though its caller may not know yet. */
  isOver: () => boolean
  /** It had settled when the user signed out. */
  wasOver?: boolean
}

/** Plays a schedule from a launch to long after its end, and says what broke a promise. */
export async function play(
  { start, steps, fates, callsTwice }: Schedule,
  compiler?: Compiler,
): Promise<string[]> {
  Error.stackTraceLimit = 0 // thousands of expected errors, whose stacks are not needed
  const phone = new WatchedPhone({ stored: firstStorage(start), fates, callsTwice, compiler })
  if (start === 'live' || start === 'over') issueStoredToken(phone)
  phone.services.currentUser() // as the first page does
  const calls: Call[] = []
  for (const { after, action } of steps) {
    await phone.time.run(phone.time.now + after)
    await perform(phone, calls, action)
  }
  await phone.time.run()
  for (const call of calls) judge(phone, call)
  return phone.wrongs
}

const HOUR_MS = 3_600_000

function firstStorage(start: Schedule['start']): Map<string, string> {
  if (start === 'new') return new Map()
  const now = 1_700_000_000_000
  const session = {
    version: 2,
    token: start === 'refused' ? 'token-of-old-secret' : 'token-0-secret',
    user: { id: 'ann', nickName: 'ann', avatarUrl: '' },
    expiresAt: start === 'over' ? now - HOUR_MS : now + HOUR_MS,
    checkedAt: now - HOUR_MS,
  }
  const userinfo = { id: 'ann', nickName: 'ann', avatarUrl: '' }
  const encode = (data: object) => JSON.stringify({ type: 'object', data })
  return new Map([
    ['session', encode(session)],
    ['userinfo', encode(userinfo)],
  ])
}

function issueStoredToken({ backend }: WatchedPhone) {
  backend.issueToken('ann')
}

async function perform(phone: WatchedPhone, calls: Call[], action: Action) {
  const { services, backend } = phone
  switch (action.do) {
    case 'call': {
      if (phone.isStale) phone.needsRenewal()
      const name = `c${calls.length}`
      return follow(phone, calls, 'call', name, startCall(phone, action.kind, name))
    }
    case 'sign in':
      phone.asksToSignIn()
      return follow(
        phone,
        calls,
        'sign in',
        'signIn',
        services.signIn(action.withData ? {} : undefined),
      )
    case 'ensure':
      if (phone.isStale) phone.needsRenewal()
      return follow(phone, calls, 'sign in', 'ensureSignedIn', services.ensureSignedIn())
    case 'resume':
      if (phone.isStale || phone.wechatIsOver) phone.needsRenewal()
      return follow(phone, calls, 'resume', 'resume', services.resume())
    case 'sign out':
      // A settled call reaches its caller a moment later, where promises are made of timers.
      for (const call of calls) call.wasOver ||= call.isOver()
      return phone.signsOut()
    case 'sessions end':
      return backend.endSessions()
    case 'key ends':
      backend.sessionKeyIsLive = false
      return
    case 'somebody else':
      backend.person = action.person
      return
    case 'abort': {
      const call = calls[action.call]
      if (!call?.abort || call.outcome || call.isOver()) return
      call.aborted = true
      return call.abort()
    }
    case 'sleep':
      return phone.sleep(action.milliseconds)
    case 'storage':
      phone.storageFault = action.fault
      return
    case 'set clock':
      phone.time.clockError += action.hours * HOUR_MS
      phone.clockWasSet = true
  }
}

/** Begins a call of this kind. */
export function startCall(
  { services: { api }, simulator }: WatchedPhone,
  kind: (typeof kinds)[number],
  name: string,
) {
  const path = `/api/thing/${name}`
  switch (kind) {
    case 'get':
    case 'delete':
    case 'download':
      return api[kind](path)
    case 'post':
    case 'put':
      return api[kind](path, { some: 'data' })
    case 'upload':
      return api.upload(path, simulator.files.add('picture'))
  }
}

function follow(
  phone: WatchedPhone,
  calls: Call[],
  kind: Call['kind'],
  name: string,
  promise: Promise<unknown>,
) {
  const { time } = phone
  const call: Call = {
    name,
    kind,
    owner: phone.session?.user.id,
    epoch: phone.epoch,
    startedAt: time.now,
    sleptBefore: time.slept,
    limit: (kind === 'call' ? 60_000 : 50_000) + phone.slackMs,
    abort: (promise as { abort?: () => void }).abort,
    aborted: false,
    isOver: () => (promise as { isOver?: boolean }).isOver === true,
  }
  calls.push(call)
  const settle = (ok: boolean) => (value: unknown) => {
    const code = ok ? undefined : phone.services.codeOf(value)
    const sleptSince = time.slept - call.sleptBefore
    call.outcome = { ok, code, value, at: time.now, sleptSince, epoch: phone.epoch }
    if (!ok) judgeError(phone, value)
  }
  promise.then(settle(true), settle(false))
}

function judgeError(phone: WatchedPhone, error: unknown) {
  const { name, message, code } = error as { name?: string; message?: string; code?: string }
  if (name !== 'ServiceError' || !code) phone.wrongs.push(`3: ${String(error)} is no ServiceError`)
  phone.searchSecrets('an error', `${name} ${message} ${JSON.stringify(error)}`)
}

function judge(phone: WatchedPhone, call: Call) {
  const wrong = (text: string) => phone.wrongs.push(`${text} (${call.name})`)
  const { outcome } = call
  if (!outcome) return wrong('3: a call never settled')
  const took = outcome.at - call.startedAt - outcome.sleptSince
  if (took > call.limit) wrong(`3: a call took ${took} ms`)
  if (outcome.epoch !== call.epoch && call.kind !== 'resume' && !call.wasOver) {
    if (outcome.code !== 'ERR_SIGNED_OUT') wrong('4: a call outlived the signing out')
  }
  if (outcome.code === 'ERR_ABORTED' && !call.aborted) wrong('3: a call was aborted by another')
  if (call.aborted && outcome.code !== 'ERR_ABORTED') wrong('3: an aborted call went on')
  if (outcome.code === 'ERR_SIGNED_OUT' && outcome.epoch === call.epoch && call.owner) {
    wrong('3: a call was ended, but nobody signed out')
  }
  if (call.kind === 'call') judgeSent(phone, call, wrong)
}

function judgeSent(phone: WatchedPhone, call: Call, wrong: (text: string) => void) {
  const { backend } = phone
  const sent = backend.sent.get(call.name) ?? []
  const [first, second] = sent
  if (sent.length > 2) wrong('5: a call was sent more than twice')
  if (second && first?.status !== 401) wrong('5: a call was sent again that was not refused')
  if (second && second.token === first?.token) wrong('2: a call was sent again with its old token')
  for (const { person, token } of sent) {
    const owner = call.owner ?? sent[0]?.person
    if (person !== undefined && person !== owner) wrong(`5: a call was sent as ${person}`)
    if (token === undefined) wrong('9: a call was sent without a token')
  }
  if (call.outcome?.ok && sent.at(-1)?.status !== 200) wrong('9: a refusal was taken for an answer')
  // Unless the session was refused to another call when it was new, or too many were made already:
  // then it is not replaced at once.
  const isRefusedNew = first?.token !== undefined && backend.refusedNew.has(first.token)
  const isFutile = isRefusedNew || phone.loginsBefore(call.outcome?.at ?? 0) >= 4
  if (call.outcome?.code === 'ERR_SESSION_EXPIRED' && sent.length < 2 && !isFutile) {
    wrong('9: a refused call was not sent again')
  }
}
