import { ProtocolError, type Params } from '../protocol.ts'
import type { AgentParts } from './parts.ts'
import { makeFunction } from './function.ts'
import { pageIdOf, type PageView } from './phone.ts'
import { toPlain } from './values.ts'
import { callWx } from './wx-calls.ts'
import type { Mock } from './wx-mocks.ts'

const describePage = (page: PageView) => ({
  pageId: pageIdOf(page),
  path: page.route,
  query: page.query,
})

const withoutPlugin = ({ pluginId }: Params) => {
  if (typeof pluginId === 'string' && pluginId !== '') {
    throw new ProtocolError(`plugin ${pluginId} is not simulated: plugins run only in WeChat`)
  }
}

/** The domain `App`: the mini-program as a whole, its page stack and its `wx`. */
export const appDomain = (agent: AgentParts) => ({
  getPageStack: () => ({ pageStack: agent.phone.simulator.pages.stack.map(describePage) }),

  getCurrentPage() {
    const { current } = agent.phone.simulator.pages
    if (!current) throw new ProtocolError('no page is open: the mini-program has not started')
    return describePage(current)
  },

  async callWxMethod(params: Params) {
    withoutPlugin(params)
    const { method, args = [] } = params as { method: string; args?: unknown[] }
    return { result: toPlain(await callWx(agent.phone, method, args)) }
  },

  mockWxMethod(params: Params) {
    withoutPlugin(params)
    const isMock = 'result' in params || 'functionDeclaration' in params
    if (isMock) agent.mocks.set(params as unknown as Mock)
    else agent.mocks.restore(String(params.method))
  },

  async callFunction({ functionDeclaration, args = [] }: Params) {
    const run = makeFunction(functionDeclaration, agent.phone)
    return { result: toPlain(await run.apply(undefined, args as unknown[])) }
  },

  addBinding({ name }: Params) {
    agent.bindings.add(String(name))
  },

  enableLog() {
    agent.console.isTold = true
  },
})
