import { componentsOf } from '../project/component-json.ts'
import type { Wx } from '../wx/call.ts'
import { createSimulator, type Simulator, type SimulatorOptions } from '../wx/simulator.ts'
import type { Screen } from './document-backend.ts'
import type { Definition } from './definition.ts'
import { Engine } from './engine.ts'
import { createHost } from './host/host.ts'
import './host/queries.ts'
import { ModuleLoader, type ScriptSource } from './modules.ts'
import { pageCreator } from './page-view.ts'
import { requirePlugin } from './plugins.ts'
import type { ComponentContext } from './component-context.ts'
import type { MakeTemplates, Program } from './program.ts'
import { Taps } from './rules/taps.ts'
import { wxConfigOf } from './wx-config.ts'

/** Everything a mini-program runs on: what was read of it, and the phone it is to run on. */
export interface Surroundings {
  program: Program
  templates: MakeTemplates
  scripts: ScriptSource
  screen: Screen
  /** The parent element of its pages. */
  place: HTMLElement
  phone: Omit<SimulatorOptions, 'pages'>
  /** The globals of its scripts, `wx`, `Page` and the like: the object whose fields are their globals. */
  globals: object
  /** `wx` as the scripts get it, where it differs from the phone's. */
  wrapWx?: (wx: Wx) => Wx
  warn: ComponentContext['warn']
}

/** A mini-program on a simulated phone, the same in jest and in the preview. */
export class MiniProgram {
  readonly simulator: Simulator
  readonly engine: Engine
  readonly modules: ModuleLoader
  readonly taps: Taps
  readonly #program: Program

  constructor(given: Surroundings) {
    const { program, templates, place, screen, warn } = given
    this.#program = program
    const host = createHost({
      document: screen.document,
      current: () => this.simulator.pages.current?.instance,
      phone: () => this.simulator.context,
      wx: () => this.simulator.wx,
    })
    this.simulator = createSimulator({
      ...given.phone,
      host: { ...host, ...given.phone.host },
      pages: {
        pages: [...program.app.pages],
        tabBarPages: program.app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
        create: (route, query) => createPage(route, query),
      },
    })
    const { reportError } = this.simulator.context
    this.taps = new Taps(this.simulator, (node) => node.fire('tap', { x: 0, y: 0 }))
    this.engine = new Engine(program, templates, screen, { taps: this.taps, warn })
    this.modules = new ModuleLoader(given.scripts, reportError)
    Object.assign(given.globals, this.#globals(given.wrapWx))
    const createPage = pageCreator({
      engine: this.engine,
      program,
      place,
      load: (path) => this.load(path),
      report: reportError,
    })
  }

  /** Runs `app.js`, where there is one. */
  start() {
    if (!this.modules.has('app')) return
    try {
      this.modules.require('app')
    } catch (error) {
      this.simulator.context.reportError(error)
    }
  }

  /**
   * Runs the script of a page or component, once, after those of the components it uses. What goes
   * wrong in theirs is reported: the rest of the page is shown.
   *
   * @throws what the script throws, or that it registered nothing
   */
  load(path: string, within = new Set<string>()) {
    within.add(path)
    for (const used of this.#usedBy(path)) {
      if (within.has(used)) continue // a component may hold itself
      try {
        this.load(used, within)
      } catch (error) {
        this.simulator.context.reportError(error)
      }
    }
    if (this.engine.isDefined(path)) return
    this.modules.load(path)
    if (this.engine.isDefined(path)) return
    throw new Error(`${path} registered nothing: does it call Page() or Component()?`)
  }

  #usedBy(path: string): string[] {
    const json = this.#program.components[path]
    return json ? componentsOf(json) : []
  }

  /** The globals of every script of a mini-program. It may change them, as in WeChat. */
  #globals(wrapWx: (wx: Wx) => Wx = (wx) => wx) {
    const { app, pages, wx, context } = this.simulator
    const { app: json, components } = this.#program
    return {
      __wxConfig: wxConfigOf(json, components, context),
      wx: wrapWx(wx),
      App: app.register,
      getApp: app.get,
      getCurrentPages: () => pages.stack.map((page) => page.instance),
      Page: (definition: Definition) =>
        this.#define('Page', (path) => this.engine.definePage(path, definition)),
      Component: (definition?: Definition) =>
        this.#define('Component', (path) => this.engine.defineComponent(path, definition)),
      Behavior: (definition?: Definition) => this.engine.defineBehavior(definition),
      requirePlugin,
    }
  }

  /** `Page` and `Component` take no path: it is that of the script that is being loaded. */
  #define<T>(name: string, define: (path: string) => T): T | undefined {
    const path = this.modules.loading
    if (path !== undefined) return define(path)
    const error = new Error(`${name}() was called outside of the script of a page or a component.`)
    this.simulator.context.reportError(error)
    return undefined
  }
}
