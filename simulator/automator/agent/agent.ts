import { ProtocolError, type Params } from '../protocol.ts'
import { appDomain } from './app.ts'
import { Bindings } from './bindings.ts'
import { ConsoleWatch } from './console.ts'
import { elementDomain } from './element.ts'
import { Handles } from './handles.ts'
import { kitDomain } from './kit.ts'
import { nativeDomain } from './native.ts'
import { NetworkLog } from './network.ts'
import { pageDomain } from './page.ts'
import type { AgentParts, Thrown } from './parts.ts'
import type { AutomatedPhone } from './phone.ts'
import { ScrollMemory } from './scroll.ts'
import { WxMocks } from './wx-mocks.ts'

type Emit = (method: string, params: object) => void
type Methods = Record<string, (params: Params) => unknown>

/**
 * The phone's side of the automation protocol: it answers the client's calls of `App`, `Page` and
 * `Element` in the phone's own window; also of `Native`, the user's actions on WeChat's windows,
 * and of `Kit`, which only this kit's own tools call.
 */
export class Agent implements AgentParts {
  readonly phone: AutomatedPhone
  readonly handles: Handles
  readonly mocks: WxMocks
  readonly bindings: Bindings
  readonly console: ConsoleWatch
  readonly scroll: ScrollMemory
  readonly network: NetworkLog
  readonly thrown: Thrown[] = []
  readonly #domains: Record<string, Methods>

  constructor(phone: AutomatedPhone, emit: Emit) {
    this.phone = phone
    this.handles = new Handles(phone)
    this.mocks = new WxMocks(phone)
    this.bindings = new Bindings(emit)
    this.console = new ConsoleWatch(emit)
    this.network = new NetworkLog()
    this.scroll = new ScrollMemory(phone)
    this.#domains = {
      App: appDomain(this),
      Page: pageDomain(this),
      Element: elementDomain(this),
      Native: nativeDomain(this),
      Kit: kitDomain(this),
    }
    phone.watchErrors((error) => {
      const thrown = describe(error)
      this.thrown.push(thrown)
      emit('App.exceptionThrown', thrown)
    })
  }

  /** @throws ProtocolError `M unimplemented`, as DevTools says it */
  async call(method: string, params: Params): Promise<unknown> {
    const [domain = '', name = ''] = method.split('.')
    const methods = this.#domains[domain]
    if (!methods || !Object.hasOwn(methods, name))
      throw new ProtocolError(`${method} unimplemented`)
    return methods[name]?.(params)
  }
}

function describe(error: unknown): Thrown {
  const { name, message, stack, errMsg } = (error ?? {}) as Partial<Error & { errMsg: string }>
  return {
    name: name ?? 'Error',
    message: message ?? errMsg ?? String(error),
    stack: stack ?? '',
  }
}
