import { Component, safeCallback, type GeneralComponent } from 'glass-easel'
import type { Query } from '../wx/route/page-url.ts'
import type { PageView } from '../wx/route/page-view.ts'
import { brokenPage } from './broken-page.ts'
import { drawCustomTabBar, TAB_BAR } from './custom-tab-bar.ts'
import type { Engine } from './engine.ts'
import { layoutOf } from './host/layout.ts'
import type { Program } from './program.ts'

/**
 * Draws pages in the document: one `page` element each, the one in front visible.
 *
 * @param place the element the pages stand in
 * @param load runs the script of a page, and of the components it uses
 * @param report told why a page can't be shown; the page then says it too
 */
export function pageCreator(
  engine: Engine,
  { app, components }: Pick<Program, 'app' | 'components'>,
  place: HTMLElement,
  load: (path: string) => void,
  report: (error: unknown) => void,
) {
  const titleOf = (route: string) =>
    components[route]?.navigationBarTitleText ?? app.window?.navigationBarTitleText ?? ''
  /** An error in it is reported, and the page is shown all the same. */
  const tabBarOf = (page: GeneralComponent) => {
    try {
      return drawCustomTabBar(engine, app, page, load)
    } catch (error) {
      report(error)
      return undefined
    }
  }
  const create = (route: string, query: Query): PageView => {
    load(route)
    const placeholder = place.ownerDocument.createElement('page')
    place.append(placeholder)
    const root = engine.backend.createRoot('page', engine.space, route)
    const component = root.getComponent()
    setProperties(component, query)
    const element = component.getBackendElement() as unknown as HTMLElement
    element.dataset.route = route
    const instance = root.get() as unknown as Record<string, unknown>
    Object.assign(instance, { route, options: query })
    root.attach(place as never, placeholder as never)
    const hasTabBar = components[TAB_BAR] !== undefined // WeChat does without one that is missing
    const removeTabBar = hasTabBar ? tabBarOf(component) : undefined
    scrollerOf(place).scrollTop = 0 // the page below has kept where it was
    let top = 0
    const stopWatching = watchScroll(element, (name, args) =>
      callHandler(component, instance, name, args),
    )
    return {
      route,
      query,
      instance: instance as never,
      title: titleOf(route),
      lifecycle(name, args) {
        if (name === 'onReady') engine.fireReady()
        if (name === 'onShow') component.triggerPageLifetime('show', [])
        if (name === 'onHide') component.triggerPageLifetime('hide', [])
        callHandler(component, instance, name, args)
      },
      scrollTo: (to) => scrollPage(element, to),
      setVisible(visible) {
        if (!visible) top = scrollerOf(place).scrollTop
        element.hidden = !visible
        if (visible) scrollerOf(place).scrollTop = top
      },
      remove() {
        stopWatching()
        removeTabBar?.()
        root.release()
        element.remove() // glass-easel leaves it where it is
      },
    }
  }
  return (route: string, query: Query): PageView => {
    try {
      return create(route, query)
    } catch (error) {
      report(error)
      return brokenPage(place, { route, query, title: titleOf(route) }, error)
    }
  }
}

/**
 * A page that `Component` made finds its query in the properties of these names.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/component.html
 */
function setProperties(component: GeneralComponent, query: Query) {
  const own = Object.entries(query).filter(([name]) => Component.hasProperty(component, name))
  if (own.length > 0) component.setData(Object.fromEntries(own))
}

const scrollerOf = ({ ownerDocument }: Element) =>
  ownerDocument.scrollingElement ?? ownerDocument.documentElement

/** To a place in px, or to the top of what a selector of the page names. */
function scrollPage(
  page: HTMLElement,
  {
    scrollTop,
    selector,
    duration = 300,
  }: { scrollTop?: number; selector?: string; duration?: number },
) {
  const view = scrollerOf(page)
  const target = selector === undefined ? undefined : page.querySelector(selector)
  const offset = target ? layoutOf(target).top + view.scrollTop : scrollTop
  if (offset === undefined) return
  // Without a browser nothing moves by itself, and nothing says that it moved.
  if (view.clientWidth > 0)
    view.scrollTo({ top: offset, behavior: duration > 0 ? 'smooth' : 'auto' })
  else {
    view.scrollTop = offset
    page.ownerDocument.dispatchEvent(new Event('scroll'))
  }
}

/** Distance from the end that counts as reached, unless the page says otherwise. */
const END_PX = 50

/** Tells a page of scrolling while it is the one that is shown. */
function watchScroll(element: HTMLElement, tell: (name: string, args: object) => void) {
  let wasAtEnd = false
  const onScroll = () => {
    if (element.hidden) return
    const { scrollTop, scrollHeight, clientHeight } = scrollerOf(element)
    tell('onPageScroll', { scrollTop })
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - END_PX
    if (isAtEnd && !wasAtEnd) tell('onReachBottom', {})
    wasAtEnd = isAtEnd
  }
  const { ownerDocument } = element
  ownerDocument.addEventListener('scroll', onScroll)
  return () => ownerDocument.removeEventListener('scroll', onScroll)
}

/** An error in a handler is reported like the engine's own. */
function callHandler(
  component: GeneralComponent,
  instance: Record<string, unknown>,
  name: string,
  args: unknown,
) {
  const handler = instance[name]
  if (typeof handler === 'function') {
    component.groupUpdates(() =>
      safeCallback(name, handler as (args: unknown) => unknown, instance, [args], component),
    )
  }
}
