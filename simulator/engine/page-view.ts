import type { GeneralComponent } from 'glass-easel'
import type { PageView, Query } from '../wx/route/navigation.ts'
import type { ProjectConfig } from '../preview/build/project.ts'
import type { Engine } from './engine.ts'

/** Draws pages in the document: one `page` element each, the one in front visible. */
export function pageCreator(engine: Engine, config: ProjectConfig, load: (path: string) => void) {
  return (route: string, query: Query): PageView => {
    load(route)
    const placeholder = document.createElement('page')
    document.body.append(placeholder)
    const root = engine.backend.createRoot('page', engine.space, route)
    const component = root.getComponent()
    const element = component.getBackendElement() as unknown as HTMLElement
    element.dataset.route = route
    const instance = root.get() as unknown as Record<string, unknown>
    Object.assign(instance, { route, options: query })
    root.attach(document.body as never, placeholder as never)
    let top = 0
    const stopWatching = watchScroll(element, (name, args) =>
      callHandler(component, instance, name, args),
    )
    return {
      route,
      query,
      instance: instance as never,
      title:
        config.components[route]?.navigationBarTitleText ??
        config.app.window?.navigationBarTitleText ??
        '',
      lifecycle(name, args) {
        if (name === 'onReady') engine.fireReady()
        if (name === 'onShow') component.triggerPageLifetime('show', [])
        if (name === 'onHide') component.triggerPageLifetime('hide', [])
        callHandler(component, instance, name, args)
      },
      setVisible(visible) {
        if (!visible) top = scroller().scrollTop
        element.hidden = !visible
        if (visible) scroller().scrollTop = top
      },
      remove() {
        stopWatching()
        root.release()
        element.remove() // glass-easel leaves it where it is
      },
    }
  }
}

const scroller = () => document.scrollingElement ?? document.documentElement

/** How near the end counts as reached, unless the page says otherwise. */
const END_PX = 50

/** Tells a page of scrolling while it is the one that is shown. */
function watchScroll(element: HTMLElement, tell: (name: string, args: object) => void) {
  let wasAtEnd = false
  const onScroll = () => {
    if (element.hidden) return
    const { scrollTop, scrollHeight, clientHeight } = scroller()
    tell('onPageScroll', { scrollTop })
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - END_PX
    if (isAtEnd && !wasAtEnd) tell('onReachBottom', {})
    wasAtEnd = isAtEnd
  }
  document.addEventListener('scroll', onScroll)
  return () => document.removeEventListener('scroll', onScroll)
}

/** What a handler throws goes where the engine's own errors go. */
function callHandler(
  component: GeneralComponent,
  instance: Record<string, unknown>,
  name: string,
  args: unknown,
) {
  const handler = instance[name]
  if (typeof handler === 'function') {
    component.groupUpdates(() => (handler as (args: unknown) => unknown).call(instance, args))
  }
}
