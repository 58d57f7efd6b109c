import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import simulate from 'miniprogram-simulate'
import type { PageView, Query } from '../wx/navigation.ts'
import type { Modules } from './modules.ts'
import type { AppJson } from './project.ts'

type Instance = Record<string, unknown>

/** wcc's output for a whole project does not fit Node's default. */
const MAX_BUFFER = 64 << 20

/** Loads a component's files through miniprogram-simulate and returns its id there. */
export function loadComponent(root: string, path: string, modules: Modules, app: AppJson): string {
  const usingComponents = { ...app.usingComponents }
  const id = modules.isolated(() =>
    simulate.load(join(root, path), path.split('/').at(-1) ?? path, {
      rootPath: root, // one for all: wcc keeps state per root
      usingComponents,
      compilerOptions: { maxBuffer: MAX_BUFFER },
    }),
  )
  if (!id) throw new Error(`${path} registered nothing: does it call Page() or Component()?`)
  return id
}

/** A page on miniprogram-simulate: attached to the document, hidden while another lies over it. */
export function createPageView(root: string, modules: Modules, app: AppJson, place: Element) {
  return (route: string, query: Query): PageView => {
    const component = simulate.render(loadComponent(root, route, modules, app))
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
      title: readTitle(join(root, `${route}.json`), app),
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

/** What `Page` is while a page's script runs: miniprogram-simulate knows components only. */
export function definePage(definition: Record<string, unknown>) {
  const { data, behaviors, options, ...rest } = definition
  const methods: Instance = {}
  const fields: Instance = {}
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === 'function') methods[name] = value
    else fields[name] = value
  }
  Component({
    data: data as object,
    behaviors: behaviors as string[],
    options: options as object,
    methods: methods as never,
    lifetimes: {
      created() {
        Object.assign(this, structuredClone(fields)) // each instance has its own
      },
    },
  })
}

function orNull<T>(run: () => T): T | null {
  try {
    return run() ?? null
  } catch {
    return null
  }
}

function readTitle(file: string, app: AppJson): string {
  const page = JSON.parse(readFileSync(file, 'utf8')) as { navigationBarTitleText?: string }
  return page.navigationBarTitleText ?? app.window?.navigationBarTitleText ?? ''
}
