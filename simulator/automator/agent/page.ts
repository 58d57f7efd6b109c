import { ProtocolError, type Params } from '../protocol.ts'
import type { AgentParts } from './parts.ts'
import { findAll, findByXpath, type Start } from './find.ts'
import { drawnAs, type ElementInfo } from './handles.ts'
import { componentOfPage, instanceOf, pageWithId, type PageView } from './phone.ts'
import type { Node } from './tree.ts'
import { at, toPlain } from './values.ts'
import { wait } from './wait.ts'

/** The domain `Page`: one page of the stack, by its `pageId`. */
export function pageDomain(agent: AgentParts) {
  const pageOf = ({ pageId }: Params) => pageWithId(agent.phone, pageId)
  const startOf = (page: PageView): Start => ({ owner: componentOfPage(page), rootName: 'page' })
  const describe = (page: PageView, nodes: Node[]): ElementInfo[] =>
    nodes.map((node) =>
      agent.handles.describe(node, node === componentOfPage(page) ? 'page' : undefined),
    )
  const select = (params: Params) => {
    const page = pageOf(params)
    return describe(page, findAll(startOf(page), String(params.selector)))
  }
  const selectByXpath = (params: Params) => {
    const page = pageOf(params)
    return describe(page, findByXpath(startOf(page), String(params.selector)))
  }

  return {
    getElement: (params: Params) => first(select(params)),
    getElements: (params: Params) => ({ elements: select(params) }),
    getElementByXpath: (params: Params) => first(selectByXpath(params)),
    getElementsByXpath: (params: Params) => ({ elements: selectByXpath(params) }),

    getData(params: Params) {
      const { data } = pageOf(params).instance
      const { path } = params
      return { data: toPlain(typeof path === 'string' ? at(data, path) : data) }
    },

    async setData(params: Params) {
      pageOf(params).instance.setData(params.data as Record<string, unknown>)
      await wait(0)
    },

    async callMethod(params: Params) {
      const instance = instanceOf(componentOfPage(pageOf(params)))
      return { result: toPlain(await callMethod(instance, 'page', params)) }
    },

    getWindowProperties(params: Params) {
      const page = pageOf(params)
      const names = params.names as string[]
      return {
        properties: agent.scroll.measure(page, () =>
          names.map((name) => windowProperty(agent, page, name)),
        ),
      }
    },
  }
}

/** @throws ProtocolError where nothing was found, as DevTools says it */
export function first(found: ElementInfo[]): ElementInfo {
  const [info] = found
  if (!info) throw new ProtocolError('no such element')
  return info
}

/** @throws ProtocolError `page.NAME not exists` */
export function callMethod(
  instance: Record<string, unknown>,
  what: string,
  params: Params,
): unknown {
  const name = String(params.method)
  const method = instance[name]
  if (typeof method !== 'function') throw new ProtocolError(`${what}.${name} not exists`)
  return (method as (...args: unknown[]) => unknown).apply(
    instance,
    (params.args as unknown[]) ?? [],
  )
}

/** The whole document belongs to the page in DevTools; here the page is one element of it. */
function windowProperty(agent: AgentParts, page: PageView, name: string): unknown {
  const property = /^document\.(?:documentElement|body)\.(\w+)$/.exec(name)?.[1]
  if (property === 'scrollTop') return name.includes('.body.') ? 0 : agent.scroll.topOf(page)
  const own = drawnAs(componentOfPage(page))
  if (property === 'scrollWidth') return Math.max(own.scrollWidth, innerWidth)
  if (property === 'scrollHeight') return Math.max(own.scrollHeight, innerHeight)
  let value: unknown = globalThis
  for (const step of name.split('.')) value = (value as Record<string, unknown> | undefined)?.[step]
  return toPlain(value) ?? null
}
