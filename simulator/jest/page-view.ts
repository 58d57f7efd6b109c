import simulate from 'miniprogram-simulate'
import type { PageView, Query } from '../wx/route/navigation.ts'
import type { Components } from './components.ts'
import type { AppJson } from './project.ts'

/** A page on miniprogram-simulate: attached to the document, hidden while another lies over it. */
export function createPageView(components: Components, app: AppJson, place: Element) {
  return (route: string, query: Query): PageView => {
    const component = simulate.render(components.load(route))
    const instance = component.instance
    // The engine throws where WeChat answers null.
    const selectComponent = instance.selectComponent as (selector: string) => unknown
    Object.assign(instance, {
      route,
      options: query,
      selectComponent: (selector: string) => orNull(() => selectComponent(selector)),
    })
    const holder = document.createElement('page')
    place.append(holder)
    component.attach(holder)
    return {
      route,
      query,
      instance: instance as never,
      title:
        components.json(route).navigationBarTitleText ?? app.window?.navigationBarTitleText ?? '',
      lifecycle(name, args) {
        const handler = instance[name] as ((query?: Query) => unknown) | undefined
        if (name === 'onShow') component.triggerPageLifeTime('show')
        if (name === 'onHide') component.triggerPageLifeTime('hide')
        const result = handler?.call(instance, args)
        // An async lifecycle function's failure is nobody's: WeChat reports it as unhandled.
        void result
      },
      setVisible(visible) {
        holder.hidden = !visible
      },
      remove() {
        component.detach()
        holder.remove()
      },
    }
  }
}

function orNull<T>(run: () => T): T | null {
  try {
    return run() ?? null
  } catch {
    return null
  }
}
