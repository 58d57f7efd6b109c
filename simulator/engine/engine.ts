import * as glassEasel from 'glass-easel'
import type { CodeSpace, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { scopeName } from './scope-name.ts'
import { whyNotDrawn } from './built-in/unknown.ts'
import { createBackendContext, type Screen } from './document-backend.ts'
import type {
  MakeTemplates,
  Program,
  ProgramComponent,
  ProgramStyle,
  Templates,
} from './program.ts'
import { behaviorsFor, normalized } from './behaviors.ts'
import { copyFields, partsOfPage, type Definition } from './definition.ts'
import { markComponent } from './component-marks.ts'
import { instanceMethods, pageIdOf } from './instance.ts'
import { belongsTo, type ComponentContext } from './component-context.ts'
import { builtIns, env } from './shared.ts'
import { StyleSheets } from './style-sheets.ts'
import { createWxsRuntime, type WxsRuntime } from './wxs/runtime.ts'

type StyleOptions = { styleIsolation?: string; addGlobalClass?: boolean }

/** glass-easel set up for one mini-program: its components can be registered and drawn. */
export class Engine {
  readonly space: CodeSpace
  readonly backend: ReturnType<MiniProgramEnv['associateBackend']>
  readonly #program: Program
  readonly #styles: StyleSheets
  readonly #wxs: WxsRuntime
  #templates: Templates
  #waitingForReady: glassEasel.GeneralComponent[] = []
  /** Pages and components in the document. */
  readonly #live = new Set<glassEasel.GeneralComponent>()

  constructor(program: Program, templates: MakeTemplates, screen: Screen, phone: ComponentContext) {
    this.#program = program
    this.#styles = new StyleSheets(program, screen.document)
    this.#wxs = createWxsRuntime(phone.taps.host.context.reportError, (message) =>
      phone.warn(message, 'wxs'),
    )
    this.#templates = templates(this.#wxs)
    this.space = env.createCodeSpace('main', true)
    const context = createBackendContext(screen, phone.taps, (tag) => this.#whyNotDrawn(tag))
    belongsTo(context, phone)
    belongsTo(this.space.getComponentSpace(), phone)
    this.backend = env.associateBackend(context)
    this.#prepareOptions()
    this.#watchComponents()
    const space = this.space.getComponentSpace()
    this.space.component(NOTHING).register()
    for (const [tag, builtIn] of builtIns) space.setGlobalUsingComponent(tag, builtIn as never)
    for (const [path, json] of Object.entries(program.components)) {
      this.space.addComponentStaticConfig(path, {
        ...(json as object),
        ...genericsOf(json.componentGenerics),
        component: !program.app.pages.includes(path),
      })
      this.space.addCompiledTemplate(path, this.#templateOf(path))
      this.space.addStyleSheet(path, undefined, scopeName(path))
    }
    this.#styles.apply('app')
    screen.document.documentElement.dataset.style = program.app.style ?? ''
  }

  /** Registers the page at a path. */
  definePage(path: string, definition: Definition) {
    const { read, methods, fields } = partsOfPage(definition)
    const component = { ...read, ...behaviorsFor(definition), methods }
    this.space
      .component(path)
      .definition(component as never)
      .init(function () {
        Object.assign(this, copyFields(fields))
      })
      .register()
  }

  /**
   * Registers the component, or the page made by `Component`, at a path. Without a definition: a
   * builder, as glass-easel offers one.
   */
  defineComponent(path: string, definition?: Definition): unknown {
    const builder = this.space.component(path)
    if (definition === undefined) return builder
    return builder.definition(normalized(definition)).register()
  }

  /** As `defineComponent`, for what `behaviors` may name. */
  defineBehavior(definition?: Definition): unknown {
    const builder = this.space.behavior()
    if (definition === undefined) return builder
    return builder.definition(normalized(definition)).register()
  }

  /** True when a page or a component has registered itself. */
  isDefined(path: string): boolean {
    return this.space.getComponentSpace().getComponentByUrlWithoutDefault(path, '') !== null
  }

  /** Fires `ready` of all that was attached since, children first. */
  fireReady() {
    const waiting = this.#waitingForReady.toReversed()
    this.#waitingForReady = []
    for (const component of waiting) component.triggerLifetime('ready', [])
  }

  /** Puts new style sheets in place of those in the document. */
  updateStyles(styles: Record<string, ProgramStyle>) {
    this.#styles.update(styles)
  }

  /**
   * Puts changed templates in place of those in use, and draws what is made of them again, with its data.
   *
   * @param templates the changed ones and those they import
   * @param changed the pages and components whose templates they are
   */
  updateTemplates(templates: MakeTemplates, changed: readonly string[]) {
    this.#templates = { ...this.#templates, ...templates(this.#wxs) }
    const space = this.space.getComponentSpace()
    for (const path of changed) {
      const template = this.#templateOf(path)
      this.space.addCompiledTemplate(path, template)
      const definition = space.getComponentByUrlWithoutDefault(path, '')
      if (definition) replaceTemplate(definition, template)
    }
    const present = Array.from(this.#live) // drawing again changes the set
    for (const component of present) {
      if (changed.includes(component.is)) component.applyTemplateUpdates()
    }
  }

  /** A component of a plugin, or one of WeChat's that is not simulated. */
  #whyNotDrawn(tag: string): string | undefined {
    const components = Object.values(this.#program.components)
    const refused = components.find((component) => component.refused?.[tag] !== undefined)
    if (refused) return refused.refused?.[tag]
    const isOwn = components.some(({ usingComponents }) => tag in usingComponents)
    return isOwn ? undefined : whyNotDrawn(tag)
  }

  #templateOf(path: string): never {
    return { groupList: this.#templates, content: this.#templates[path] } as never
  }

  /**
   * WeChat reads how styles are kept apart from the script too, glass-easel only from the `.json`;
   * and ids are to stand in the document, for `#id` selectors.
   */
  #prepareOptions() {
    const space = this.space as unknown as {
      prepareComponentOptions(path: string, options?: StyleOptions): [object, string]
    }
    const prepare = space.prepareComponentOptions.bind(this.space)
    space.prepareComponentOptions = (path, options) => {
      const config = this.space.getComponentStaticConfig(path)
      const wanted = options?.styleIsolation ?? (options?.addGlobalClass ? 'apply-shared' : '')
      if (config && wanted) config.styleIsolation = wanted as never
      const [prepared, isolation] = prepare(path, options)
      this.#styles.isolate(path, isolation)
      return [
        {
          ...prepared,
          writeIdToDOM: true,
          idPrefixGenerator: null,
          writeFieldsToNode: false, // a property may be called `dataset`
          useMethodCallerListeners: true, // a handler may be set at run time: this.tap = ...
          dataDeepCopy: COPY,
          propertyPassingDeepCopy: COPY,
        },
        isolation,
      ]
    }
  }

  /** Marks each component's element for `:host`, and remembers it for `ready`. */
  #watchComponents() {
    const attached = (component: glassEasel.GeneralComponent) => {
      const element = component.getBackendElement() as unknown as Element | null
      element?.setAttribute('wx-host', scopeName(component.is))
      this.#live.add(component)
      if (this.#waitingForReady.length === 0) queueMicrotask(() => this.fireReady())
      this.#waitingForReady.push(component)
    }
    const detached = (component: glassEasel.GeneralComponent) => this.#live.delete(component)
    this.space.setOverallBehavior(
      this.space
        .getComponentSpace()
        .define()
        .methods(instanceMethods as never)
        .lifetime('created', function () {
          // Data may hold components; the engine's own part of one is no data.
          Object.defineProperty(this, '_$', { enumerable: false })
          const component = behind(this)
          markComponent(this, component, () => pageIdOf(component))
        })
        .lifetime('attached', function () {
          attached(behind(this))
        })
        .lifetime('detached', function () {
          detached(behind(this))
        })
        .registerBehavior() as never,
    )
  }
}

/** Data may hold itself: components keep the nodes of other components there. */
const COPY = glassEasel.DeepCopyKind.SimpleWithRecursion

/** A component without anything in it, for a generic that neither a page nor a default names. */
const NOTHING = 'wx:nothing'

function genericsOf(generics: ProgramComponent['componentGenerics']) {
  if (!generics) return {}
  const named = Object.entries(generics).map(([name, generic]) => {
    const path = generic === true ? undefined : generic.default
    return [name, { default: path ?? `/${NOTHING}` }]
  })
  return { componentGenerics: Object.fromEntries(named) as Record<string, { default: string }> }
}

/** The engine's component of a mini-program's `this`. */
const behind = (self: unknown) => (self as { _$: glassEasel.GeneralComponent })._$

function replaceTemplate(definition: glassEasel.GeneralComponentDefinition, template: never) {
  try {
    definition.updateTemplate(template)
  } catch {
    // Never drawn so far: there is no instance to draw again, only the definition of the next one.
    ;(definition.behavior as unknown as { _$updateTemplate(to: never): void })._$updateTemplate(
      template,
    )
  }
}
