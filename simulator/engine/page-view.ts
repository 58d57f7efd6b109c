import { Component, safeCallback, type GeneralComponent } from 'glass-easel'
import type { Query } from '../wx/route/page-url.ts'
import type { PageView } from '../wx/route/page-view.ts'
import { brokenPage } from './broken-page.ts'
import { drawCustomTabBar, TAB_BAR } from './custom-tab-bar.ts'
import type { Engine } from './engine.ts'
import { layoutOf } from './host/layout.ts'
import type { Program } from './program.ts'
import { setDefaults } from './skyline-defaults.ts'

/** The document that pages are drawn in, and what draws them. */
interface PageSurroundings {
  engine: Engine
  program: Pick<Program, 'app' | 'components'>
  /** The parent element of the pages. */
  place: HTMLElement
  /** Runs the script of a page, and of the components it uses. */
  load: (path: string) => void
  /** Called with the reason why a page can't be shown; the page shows it too. */
  report: (error: unknown) => void
}

/** Draws pages in the document: one `page` element each, the one in front visible. */
export function pageCreator(around: PageSurroundings) {
  const { program, place, report } = around
  const titleOf = (route: string) =>
    program.components[route]?.navigationBarTitleText ??
    program.app.window?.navigationBarTitleText ??
    ''
  return (route: string, query: Query): PageView => {
    const title = titleOf(route)
    try {
      return drawPage(around, { route, query, title })
    } catch (error) {
      report(error)
      return brokenPage(place, { route, query, title }, error)
    }
  }
}

function drawPage(
  around: PageSurroundings,
  { route, query, title }: Pick<PageView, 'route' | 'query' | 'title'>,
): PageView {
  const { engine, program, place, load } = around
  load(route)
  const placeholder = place.ownerDocument.createElement('page')
  place.append(placeholder)
  const root = engine.backend.createRoot('page', engine.space, route)
  const component = root.getComponent()
  setProperties(component, query)
  const element = component.getBackendElement() as unknown as HTMLElement
  element.dataset.route = route
  setDefaults(element, program)
  const instance = root.get() as unknown as Record<string, unknown>
  Object.assign(instance, { route, options: query })
  root.attach(place as never, placeholder as never)
  const removeTabBar = tabBarOf(around, component)
  scrollerOf(place).scrollTop = 0 // the page below has kept where it was
  let top = 0
  const stopWatching = watchScroll(element, (name, args) =>
    callHandler(component, instance, name, args),
  )
  return {
    route,
    query,
    instance: instance as never,
    title,
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

/** Draws the page's custom tab bar. An error in it is reported, and the page is shown all the same. */
function tabBarOf({ engine, program, load, report }: PageSurroundings, page: GeneralComponent) {
  if (program.components[TAB_BAR] === undefined) return undefined // as in WeChat, the page is shown without it
  try {
    return drawCustomTabBar(engine, program.app, page, load)
  } catch (error) {
    report(error)
    return undefined
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
  // Without a browser there is no scrolling and no scroll event: it is set and fired here.
  if (view.clientWidth > 0)
    view.scrollTo({ top: offset, behavior: duration > 0 ? 'smooth' : 'auto' })
  else {
    view.scrollTop = offset
    page.ownerDocument.dispatchEvent(new Event('scroll'))
  }
}

/** Distance from the end that counts as reached, unless the page says otherwise. */
const END_PX = 50

/** Reports scrolling to a page while that page is shown. */
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
