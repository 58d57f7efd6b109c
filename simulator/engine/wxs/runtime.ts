import type { GeneralComponent, Element as EngineElement, ShadowedEvent } from 'glass-easel'
import { wxEventOf } from '../wx-event.ts'
import { descriptorOf, type ComponentDescriptor } from './descriptor.ts'
import { decodeEntities } from './entities.ts'

type Function = (...args: unknown[]) => unknown
type Listener = (this: unknown, ...args: unknown[]) => unknown
type Module = { exports: unknown }
type Load = (require: (path: string) => unknown, exports: unknown, module: Module) => void

/** The origin of a WXS function, as the template compiler says it: `[1, file, name...]`. */
type Origin = readonly unknown[] | null | undefined

/** The runtime of WXS, as compiled templates and scripts use it. */
export type WxsRuntime = ReturnType<typeof createWxsRuntime>

/**
 * Runs the WXS of one phone. What fails in it stops only what needed it, as in WeChat: a module that
 * fails has no exports, a function that fails gives `undefined`.
 *
 * @param report gets a failure of a module, with file and line
 * @param warn gets a failure of a function, once for each place and reason
 */
export function createWxsRuntime(report: (error: Error) => void, warn: (message: string) => void) {
  const variables = new Map<string, unknown>()
  const warned = new Set<string>()
  const attempt: Attempt = (run) => {
    try {
      return run()
    } catch (error) {
      const { at } = runtime
      const message = `${at === '' ? 'WXS' : at}: ${messageOf(error)}`
      if (!warned.has(message)) warn(message)
      warned.add(message)
      return undefined
    }
  }
  const runtime = {
    /** The statement that runs: file and line. Compiled scripts set it. */
    at: '',

    /** Variables that no module declares; all modules share them. */
    globals: globalsOf(variables),
    global: (name: string) => variables.get(name),

    getDate: (...given: []) => new Date(...given),
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    typeName,
    decode: decodeEntities,

    load(_: string, run: Load, require: Parameters<Load>[0], exports: unknown, module: Module) {
      try {
        run(require, exports, module)
      } catch (error) {
        report(new Error(`${runtime.at}: ${messageOf(error)}`, { cause: error }))
      }
    },

    ...templateCalls(attempt),
  }
  return runtime
}

/** Runs what may fail; then the result is `undefined`. */
type Attempt = (run: () => unknown) => unknown

/** An object whose fields are these variables: to read one that was never set is an error. */
const globalsOf = (variables: Map<string, unknown>) =>
  new Proxy(
    {},
    {
      get(_, name: string) {
        if (!variables.has(name)) throw new ReferenceError(`${name} is not defined`)
        return variables.get(name)
      },
      set(_, name: string, value) {
        variables.set(name, value)
        return true
      },
    },
  )

/** The calls that a template makes: functions in it, and listeners to its events and properties. */
const templateCalls = (attempt: Attempt) => ({
  /** A function that a template calls; what is no function gives nothing. */
  callable(value: unknown): Function {
    if (typeof value !== 'function') return () => undefined
    return (...args) => attempt(() => (value as Function)(...args))
  },

  /** A listener to `change:prop`. */
  changeListener(listener: unknown) {
    return (value: unknown, old: unknown, host: GeneralComponent, element: EngineElement) => {
      const tell = () =>
        (listener as Function)?.(value, old, descriptorOf(host), descriptorOf(element))
      queueMicrotask(() => attempt(tell)) // what it may ask for has been drawn by then
    }
  },

  /**
   * Gives an event to a listener of a template: to a method of the page as WeChat's event, to a
   * function of WXS with `instance` in it and the owner beside it.
   */
  callListener(caller: unknown, event: ShadowedEvent<unknown>, listener: Listener, origin: Origin) {
    const wxEvent = wxEventOf(event)
    if (!isOfScript(origin)) {
      const result = listener.call(caller, wxEvent)
      // A method's result stops nothing; a field may ask for it.
      return (event.listenerReturnHandler() ? result : undefined) as undefined
    }
    const instance = descriptorOf(componentBehind(event.currentTarget))
    const owner = descriptorOf(componentBehind(caller))
    return attempt(() =>
      listener.call(undefined, withInstance(wxEvent, instance), owner),
    ) as boolean
  },
})

const SCRIPT = 1 // glass-easel's GeneralLvaluePathPrefix; 0 is data

const isOfScript = (origin: Origin) => Array.isArray(origin) && Number(origin[0]) >= SCRIPT

const withInstance = (event: object, instance: ComponentDescriptor) => ({ ...event, instance })

const componentBehind = (caller: unknown): EngineElement =>
  ((caller as { _$?: EngineElement })._$ ?? caller) as EngineElement

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** The `constructor` in WXS: the name of a type. */
function typeName(value: unknown): string {
  if (value === null || value === undefined) {
    throw new TypeError(`Cannot read properties of ${String(value)} (reading 'constructor')`)
  }
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}
