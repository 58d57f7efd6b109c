import { ProtocolError, type Params } from '../protocol.ts'
import { callFunction } from './component-functions.ts'
import { findAll, wxmlOf, type Start } from './find.ts'
import { dispatch, tap, touch, triggerEvent } from './gestures.ts'
import { drawnAs } from './handles.ts'
import { callMethod, first } from './page.ts'
import type { AgentParts } from './parts.ts'
import { instanceOf, isOwn, pageIdOf, pageWithId } from './phone.ts'
import { propertyOf, publicProperties } from './properties.ts'
import { attributesOf, tagOf, type Node } from './tree.ts'
import { at, toPlain } from './values.ts'
import { wait } from './wait.ts'

/** The domain `Element`: one element of a page, by its `elementId`. */
export const elementDomain = (agent: AgentParts) => ({
  ...elementQueries(agent),
  ...elementGestures(agent),
  ...elementCalls(agent),
})

const names = (params: Params) => params.names as string[]

/** Finds elements below this one, and reads what it is and how it is drawn. */
function elementQueries(agent: AgentParts) {
  const nodeOf = ({ elementId }: Params) => agent.handles.get(elementId)
  const pageOf = ({ pageId }: Params) => pageWithId(agent.phone, pageId)
  const select = (params: Params) => {
    const found = findAll(startAt(agent, nodeOf(params)), String(params.selector))
    return found.map((node) => agent.handles.describe(node))
  }
  return {
    getElement: (params: Params) => first(select(params)),
    getElements: (params: Params) => ({ elements: select(params) }),

    getDOMProperties: (params: Params) => ({
      properties: agent.scroll.measure(pageOf(params), () =>
        names(params).map((name) => domProperty(drawnAs(nodeOf(params)), name)),
      ),
    }),

    getAttributes(params: Params) {
      const attributes = new Map(attributesOf(nodeOf(params)))
      return { attributes: names(params).map((name) => attributes.get(name) ?? null) }
    },

    getProperties(params: Params) {
      const node = nodeOf(params)
      const read = (name: string) =>
        name === '__propPublic' ? publicProperties(node) : (toPlain(propertyOf(node, name)) ?? null)
      return { properties: names(params).map(read) }
    },

    getStyles: (params: Params) => ({
      styles: agent.scroll.measure(pageOf(params), () => {
        const styles = getComputedStyle(drawnAs(nodeOf(params)))
        return names(params).map((name) => styles.getPropertyValue(name))
      }),
    }),

    // Of a component its own template; of any other element, what the page put in it.
    getWXML: (params: Params) => ({
      wxml: wxmlOf(startAt(agent, nodeOf(params)), params.type === 'outer'),
    }),

    getOffset: (params: Params) =>
      agent.scroll.measure(pageOf(params), () => {
        const { left, top } = drawnAs(nodeOf(params)).getBoundingClientRect()
        return { left: left + scrollX, top: top + scrollY }
      }),
  }
}

/** Taps and touches it, and sends it events. */
function elementGestures(agent: AgentParts) {
  const nodeOf = ({ elementId }: Params) => agent.handles.get(elementId)
  const touchAs = async (type: string, params: Params) => {
    onTop(agent, params)
    await touch(drawnAs(nodeOf(params)), type, params)
  }
  return {
    async tap(params: Params) {
      onTop(agent, params)
      await tap(drawnAs(nodeOf(params)))
    },

    touchstart: (params: Params) => touchAs('touchstart', params),
    touchmove: (params: Params) => touchAs('touchmove', params),
    touchend: (params: Params) => touchAs('touchend', params),
    touchcancel: (params: Params) => touchAs('touchcancel', params),

    async triggerEvent(params: Params) {
      triggerEvent(nodeOf(params), String(params.type), params.detail)
      await wait(0)
    },

    async dispatchEvent(params: Params) {
      const { $: selector } = params
      const node =
        typeof selector === 'string' && selector !== ''
          ? findAll(startAt(agent, nodeOf(params)), selector)[0]
          : nodeOf(params)
      if (!node) throw new ProtocolError('no such element')
      await dispatch(node, params)
    },
  }
}

/** Calls the functions and methods of a component, and reads and sets its data. */
function elementCalls(agent: AgentParts) {
  const nodeOf = ({ elementId }: Params) => agent.handles.get(elementId)
  return {
    async callFunction(params: Params) {
      onTop(agent, params)
      const { functionName, args = [] } = params as { functionName: string; args?: unknown[] }
      const result = await callFunction(nodeOf(params), functionName, args)
      return { result: toPlain(result) }
    },

    getData(params: Params) {
      const { data } = agent.handles.component(params.elementId)
      const { path } = params
      return { data: toPlain(typeof path === 'string' ? at(data, path) : data) }
    },

    async setData(params: Params) {
      const instance = instanceOf(agent.handles.component(params.elementId))
      ;(instance.setData as (data: unknown) => void)(params.data)
      await wait(0)
    },

    async callMethod(params: Params) {
      const component = agent.handles.component(params.elementId)
      const called = callMethod(instanceOf(component), component.tagName, params)
      return { result: toPlain(await called) }
    },

    async callContextMethod(params: Params) {
      const media = drawnAs(nodeOf(params)).querySelector('video')
      const { method, args = [] } = params as { method: string; args?: unknown[] }
      return { result: toPlain(await control(media, method, args)) }
    },
  }
}

/** @throws ProtocolError for an element of a page that is not in front, in DevTools' words */
function onTop({ phone }: AgentParts, { pageId }: Params) {
  const { current } = phone.simulator.pages
  if (current && pageId !== undefined && pageIdOf(current) !== pageId) {
    throw new ProtocolError('page is not on top of page stack')
  }
}

/** The commands of a video's context, applied to the browser's own player. */
async function control(media: HTMLVideoElement | null, method: string, [first]: unknown[]) {
  if (!media) throw new ProtocolError('this element plays nothing')
  if (method === 'play') return media.play()
  if (method === 'pause' || method === 'stop') media.pause()
  if (method === 'stop') media.currentTime = 0
  else if (method === 'seek') media.currentTime = Number(first)
  else if (method === 'playbackRate') media.playbackRate = Number(first)
  else if (method !== 'pause') throw new ProtocolError(`video.${method} is not simulated`)
}

/** A search from one of the project's components goes into its own tree, from any other within its page's. */
function startAt({ phone }: AgentParts, node: Node): Start {
  const component = node.asGeneralComponent()
  if (component && isOwn(component, phone)) {
    const isPage = phone.config.app.pages.includes(component.is)
    return { owner: component, rootName: isPage ? 'page' : tagOf(node) }
  }
  const owner = node.ownerShadowRoot?.getHostNode()
  if (!owner) throw new ProtocolError('no such element')
  return { owner, rootName: 'page', within: node }
}

/** `innerText` is what a person reads: the choices of a closed picker are not. */
function domProperty(element: HTMLElement, name: string): unknown {
  if (name !== 'innerText')
    return toPlain((element as unknown as Record<string, unknown>)[name]) ?? null
  const lists = [...element.querySelectorAll<HTMLElement>('select, datalist')]
  const shown = lists.map(({ style }) => style.display)
  for (const { style } of lists) style.display = 'none'
  const text = element.innerText
  for (const [index, { style }] of lists.entries()) style.display = shown[index] ?? ''
  return text
}
