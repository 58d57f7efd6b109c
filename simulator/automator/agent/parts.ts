import type { Bindings } from './bindings.ts'
import type { ConsoleWatch } from './console.ts'
import type { Handles } from './handles.ts'
import type { NetworkLog } from './network.ts'
import type { AutomatedPhone } from './phone.ts'
import type { ScrollMemory } from './scroll.ts'
import type { WxMocks } from './wx-mocks.ts'

/** An error the mini-program threw: the event `App.exceptionThrown`. */
export interface Thrown {
  name: string
  message: string
  stack: string
}

/** Parts that the agent's domains share. */
export interface AgentParts {
  phone: AutomatedPhone
  handles: Handles
  mocks: WxMocks
  bindings: Bindings
  console: ConsoleWatch
  scroll: ScrollMemory
  network: NetworkLog
  /** Since the mini-program started, newest last. */
  thrown: readonly Thrown[]
}
