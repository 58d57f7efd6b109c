import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import simulate from 'miniprogram-simulate'
import type { AppJson } from './project.ts'
import { npmFolder, type Scripts } from './scripts.ts'
import { templateOf } from './templates.ts'

type Definition = Record<string, unknown>

interface ComponentJson {
  usingComponents?: Record<string, string>
  navigationBarTitleText?: string
}

/** The component whose script runs now, in the words of miniprogram-simulate. */
interface Loading {
  id: string
  path: string
  template: unknown
  usingComponents: Record<string, string>
  tagName: string
}

let phones = 0

/**
 * The pages and components of one launch: found by WeChat's rules, run once, registered with
 * miniprogram-simulate.
 */
export class Components {
  readonly #root: string
  readonly #app: AppJson
  readonly #scripts: () => Scripts
  readonly #ids = new Map<string, string>()
  readonly #jsons = new Map<string, ComponentJson>()
  readonly #phone = ++phones
  #loading: (Loading & { isDefined?: boolean }) | undefined

  constructor(root: string, app: AppJson, scripts: () => Scripts) {
    this.#root = root
    this.#app = app
    this.#scripts = scripts
  }

  /** A page's or component's own settings. @throws Error when it has none */
  json(path: string): ComponentJson {
    const known = this.#jsons.get(path)
    if (known) return known
    const file = join(this.#root, `${path}.json`)
    const json = readJson(file)
    this.#jsons.set(path, json)
    return json
  }

  /** Loads a page or a component with all it uses, and returns its id in miniprogram-simulate. */
  load(path: string, tagName = path.split('/').at(-1) ?? path): string {
    const known = this.#ids.get(path)
    if (known) return known
    const id = `phone${this.#phone}-${path.replace(/\W/g, '-')}`
    this.#ids.set(path, id) // before what it uses: a component may hold itself
    const usingComponents: Record<string, string> = {}
    for (const [tag, used] of Object.entries(this.#usedBy(path))) {
      usingComponents[tag] = this.#loadUsed(path, tag, used)
    }
    const template = templateOf(this.#root, path, usingComponents)
    // Its path is the phone's own: the engine finds relations by it.
    this.#run(path, { id, path: `/${this.#phone}/${path}`, tagName, ...template })
    return id
  }

  /** What `Component` is while a script runs. */
  define = (definition: Definition) => {
    const loading = this.#loading
    if (!loading)
      throw new Error('Component() or Page() was called outside of a page or component.')
    loading.isDefined = true
    const { isDefined: _, ...component } = loading
    const options = { classPrefix: loading.tagName, ...(definition.options as object) }
    simulate.load({ ...component, ...definition, options, ...this.#relations(definition) })
  }

  /** What `Page` is while a script runs: miniprogram-simulate knows components only. */
  definePage = ({ data, behaviors, options, ...rest }: Definition) => {
    const methods: Definition = {}
    const fields: Definition = {}
    for (const [name, value] of Object.entries(rest)) {
      if (typeof value === 'function') methods[name] = value
      else fields[name] = value
    }
    const created = function (this: object) {
      Object.assign(this, structuredClone(fields)) // each page has its own
    }
    this.define({ data, behaviors, options, methods, lifetimes: { created } })
  }

  #usedBy(path: string): Record<string, string> {
    return { ...this.#app.usingComponents, ...this.json(path).usingComponents }
  }

  #loadUsed(by: string, tag: string, used: string): string {
    if (/^(?:plugin|dynamicLib|ext):/.test(used)) return placeholder(tag)
    return this.load(this.#find(by, tag, used), tag)
  }

  /** Relative to the page, from the root, relative all the same, or a package: in this order. */
  #find(by: string, tag: string, used: string): string {
    const isOwn = this.json(by).usingComponents?.[tag] !== undefined
    const folder = isOwn ? join(this.#root, dirname(by)) : this.#root // app.json's lie at the root
    const near = used.startsWith('/') ? join(this.#root, used) : join(folder, used)
    const isNpm = !used.startsWith('.') && !used.startsWith('/')
    const candidates = [near, isNpm ? npmFolder(this.#root, folder, used) : undefined]
    for (const candidate of candidates.filter((path) => path !== undefined)) {
      for (const path of [candidate, join(candidate, 'index')]) {
        if (hasJson(path)) return relative(this.#root, path)
      }
    }
    const file = isOwn ? `${by}.json` : 'app.json'
    const npm = isNpm ? ' nor in a miniprogram_npm (DevTools: 构建 npm)' : ''
    throw new Error(
      `${file} says <${tag}> is the component '${used}'. It is not at ` +
        `${relative(this.#root, near)}${npm}: no .json lies there.`,
    )
  }

  #run(path: string, loading: Loading) {
    const outer = this.#loading
    this.#loading = loading
    try {
      this.#scripts().get(path)
      if (!this.#loading.isDefined) {
        throw new Error(`${path} registered nothing: does it call Page() or Component()?`)
      }
    } catch (error) {
      this.#ids.delete(path)
      throw error
    } finally {
      this.#loading = outer
    }
  }

  /** Relations name paths; the engine wants ids. */
  #relations({ relations }: Definition): { relations?: object } {
    if (!relations) return {}
    const own = Object.entries(relations as Record<string, object>)
    const from = this.#loading?.path.replace(/^\/\d+\//, '') ?? ''
    return {
      relations: Object.fromEntries(
        own.map(([key, relation]) => {
          const path = key.startsWith('/') ? key.slice(1) : join(dirname(from), key)
          const id = this.#ids.get(path) ?? `phone${this.#phone}-${path.replace(/\W/g, '-')}`
          return [id, { ...relation, target: id }]
        }),
      ),
    }
  }
}

const placeholders = new Map<string, string>()

/** A component from a plugin: what is in it is drawn, it does nothing. */
function placeholder(tag: string): string {
  const id =
    placeholders.get(tag) ??
    simulate.load({ id: `plugin-${tag}`, tagName: tag, template: '<slot/>' })
  placeholders.set(tag, id)
  return id
}

function hasJson(path: string): boolean {
  try {
    readFileSync(`${path}.json`)
    return true
  } catch {
    return false
  }
}

function readJson(file: string): ComponentJson {
  let text = '{}' // WeChat does without a page's settings
  try {
    text = readFileSync(file, 'utf8')
  } catch {}
  try {
    return JSON.parse(text) as ComponentJson
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`, { cause: error })
  }
}
