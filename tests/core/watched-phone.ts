import type * as Services from './services.ts'
import type * as SimulatorModule from '../../simulator/wx/simulator.ts'
import { callTwice } from './call-twice.ts'
import { FakeBackend, type Fate } from './fake-backend.ts'
import type { Compiler } from './es5.ts'
import { load, type Globals } from './load.ts'
import { PhoneNetwork } from './network.ts'
import { timerPromise } from './timer-promise.ts'
import { presentTime, VirtualTime } from './virtual-time.ts'

const ORIGIN = 'http://127.0.0.1:3900'

/** Loaded once: unlike the services, the simulator keeps nothing outside what it creates. */
const { createSimulator } = load<typeof SimulatorModule>('simulator/wx/simulator.ts', presentTime)

type Session = Services.Session
type Bag = Record<string, unknown>

/** Options of a phone. */
export interface WatchedPhoneOptions {
  /** The fate of each request, in the order they are sent; later ones are answered at once. */
  fates?: Fate[]
  stored?: Map<string, string>
  /** An old phone: compiled to ES5 by this one, with promises made of timers. */
  compiler?: Compiler | undefined
  /** WeChat calls back twice, and both ways. */
  callsTwice?: boolean
}

/** A fault of storage calls. */
export type StorageFault = 'none' | 'full' | 'broken'

/**
 * The real services on the simulated `wx` in virtual time, watched: whatever breaks one of the ten
 * promises is written down in `wrongs`, with the number of the promise.
 */
export class WatchedPhone {
  readonly time = new VirtualTime()
  readonly backend = new FakeBackend()
  readonly stored: Map<string, string>
  readonly wrongs = this.backend.wrongs
  /** Console lines. */
  readonly said: string[] = []
  /** Paths of all requests that left the phone. */
  readonly log: string[] = []
  readonly services: typeof Services
  readonly wx: WechatMiniprogram.Wx
  readonly simulator: SimulatorModule.Simulator
  /** The fate of every exchange of a code, instead of what is in `fates`. */
  loginFate: Fate | undefined
  storageFault: StorageFault = 'none'
  /** The clock of the phone was set: its limits per second can't be judged any more. */
  clockWasSet = false
  /** `wx.checkSession` failed last: WeChat's session is over, or it could not be asked. */
  wechatIsOver = false
  /** The number of sign-outs. */
  epoch = 0
  /** Of each token, the number of sign-outs before its code was exchanged. */
  readonly tokenEpochs = new Map<string, number>()
  readonly #network: PhoneNetwork
  readonly #logins: { at: number; answered: boolean }[] = []
  readonly #silent: number[] = []
  readonly #checks: { at: number; answered: boolean }[] = []
  /** Why a `wx.login` would be right now: see `needLogin`. */
  readonly #reasons = { asked: 0, stale: 0 }
  /** The session the services wrote last, also where storage refused it. */
  #session: Session | undefined
  #mayHold = false

  /** Milliseconds after its deadline in which a call may settle: promises made of timers take a while. */
  readonly slackMs: number

  constructor(options: WatchedPhoneOptions = {}) {
    const { fates = [], stored = new Map<string, string>(), compiler, callsTwice } = options
    this.slackMs = compiler ? 20 : 0
    this.#network = new PhoneNetwork(this, fates)
    this.stored = stored
    this.simulator = createSimulator({
      fetch: (url, init) => this.#network.fetch(url, init),
      origin: ORIGIN,
      storage: this.stored,
      pages: { pages: [], tabBarPages: [], create: () => undefined as never },
      onError: (error) => this.wrongs.push(`a callback threw ${String(error)}`),
    })
    this.wx = this.simulator.wx
    this.#watchWx()
    this.#session = this.simulator.storage.get('session') as Session | undefined
    this.#mayHold = this.#session !== undefined
    if (callsTwice) callTwice(this.wx)
    const console = { warn: (text: string) => void this.said.push(text) }
    const globals: Globals = { ...this.time.globals, wx: this.wx, console }
    if (compiler) globals.Promise = timerPromise(this.time.globals.setTimeout)
    this.services = load<typeof Services>('tests/core/services.ts', globals, { compiler })
    this.services.onMeasured((measurement) => this.searchSecrets('telemetry', measurement))
  }

  get session(): Session | undefined {
    return this.#session
  }

  get isStale(): boolean {
    const now = this.time.now + this.time.clockError
    return this.#session !== undefined && now > this.#session.expiresAt
  }

  /** The user did something that may lead to one `wx.login`. */
  asksToSignIn() {
    this.#reasons.asked++
    this.#mayHold = true
  }

  /** The session is over, or was refused: a silent sign-in is right until there is a new one. */
  needsRenewal() {
    this.#reasons.stale++
  }

  signsOut() {
    this.epoch++
    this.#mayHold = false
    this.#reasons.asked = 0
    this.#reasons.stale = 0
    this.services.signOut()
    if (this.#session) this.wrongs.push('4: signing out left the session')
  }

  /** The mini-program sleeps in the background: what was in progress is lost. */
  async sleep(milliseconds: number) {
    this.simulator.app.hide()
    this.time.sleep(milliseconds)
    this.#network.loseAll()
    this.simulator.app.show()
    await this.time.run(this.time.now)
  }

  searchSecrets(where: string, value: unknown) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    if (text.includes('-secret')) this.wrongs.push(`6: a secret is in ${where}: ${text}`)
  }

  #watchWx() {
    const { wx } = this
    // oxlint-disable-next-line typescript/unbound-method -- wx has no `this`
    const { login, checkSession, setStorageSync, removeStorageSync, getStorageSync } = wx
    wx.login = ((options: Bag) => {
      this.#judgeLogin()
      const entry = { at: this.time.now, answered: false }
      this.#logins.push(entry)
      this.#judgeRate('wx.login', this.#logins)
      return login(this.#noting(entry, options))
    }) as typeof login
    wx.checkSession = ((options: Bag) => {
      const entry = { at: this.time.now, answered: false }
      if (this.#checks.some(({ answered, at }) => answered || this.time.now - at < 10_000)) {
        this.wrongs.push('7: wx.checkSession was asked again')
      }
      this.#checks.push(entry)
      const fail = (result: object) => {
        this.wechatIsOver = true
        this.needsRenewal()
        ;(options.fail as (result: object) => void)(result)
      }
      return checkSession(this.#noting(entry, { ...options, fail }))
    }) as typeof checkSession
    // A value that could not be written is erased at once, so that nothing older is left; the services
    // remember it all the same.
    let isErasing = false
    wx.setStorageSync = (key, value) => {
      if (key === 'session' && !isErasing) this.#judgeSession(value as unknown as Session | '')
      if (key === 'session') isErasing = this.storageFault !== 'none' && !isErasing && value !== ''
      if (this.storageFault !== 'none') throw new Error('setStorageSync:fail write DB data fail')
      setStorageSync(key, value)
    }
    wx.removeStorageSync = (key) => {
      if (key === 'session' && !isErasing) this.#session = undefined
      if (this.storageFault === 'broken') throw new Error('removeStorageSync:fail')
      if (key === 'session') isErasing = false
      removeStorageSync(key)
    }
    wx.getStorageSync = (key) => {
      if (this.storageFault === 'broken') throw new Error('getStorageSync:fail')
      return getStorageSync(key) as never
    }
  }

  #noting(entry: { answered: boolean }, options: Bag): object {
    const note = (callback: unknown) => (result: object) => {
      entry.answered = true
      ;(callback as (result: object) => void)(result)
    }
    return { ...options, success: note(options.success), fail: note(options.fail) }
  }

  /** The number of `wx.login` calls in the minute before. */
  loginsBefore(at: number): number {
    return this.#logins.filter((login) => login.at <= at && at - login.at < 60_000).length
  }

  /** Every `wx.login` must have a reason, and no other may be in flight. */
  #judgeLogin() {
    const { now } = this.time
    if (this.#reasons.asked === 0) {
      this.#silent.push(now)
      const lately = this.#silent.filter((at) => now - at < 60_000).length
      if (lately > 4) this.wrongs.push(`12: ${lately} silent sign-ins within a minute`)
    }
    if (this.#logins.some(({ at, answered }) => !answered && now - at < 10_000)) {
      this.wrongs.push('1: wx.login was called while another one was under way')
    }
    // If promises are made of timers, a silent sign-in that had begun may come after the tap.
    const isEither = this.slackMs > 0 && (this.#reasons.stale > 0 || this.isStale)
    if (this.#reasons.asked > 0) this.#reasons.asked -= isEither ? 0 : 1
    else if (!this.#mayHold) this.wrongs.push('4: a silent sign-in after signing out')
    else if (this.#reasons.stale === 0 && !this.isStale) {
      this.wrongs.push('2: a sign-in without need')
    }
  }

  #judgeRate(api: string, calls: { at: number }[]) {
    const recent = calls.filter(({ at }) => this.time.now - at < 1000).length
    if (recent > 4 && !this.clockWasSet) this.wrongs.push(`7: ${api} ${recent} times in a second`)
  }

  #judgeSession(value: Session | '') {
    if (!value) {
      this.#session = undefined
      return
    }
    const isNew = value.token !== this.#session?.token
    const from = this.tokenEpochs.get(value.token)
    if (!this.#mayHold) this.wrongs.push('4: a session was written after signing out')
    else if (isNew && from !== this.epoch) this.wrongs.push('4: a session from before was written')
    if (isNew) {
      this.#reasons.stale = 0
      this.wechatIsOver = false
    }
    this.#session = value
  }
}
