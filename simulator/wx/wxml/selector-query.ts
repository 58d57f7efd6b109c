import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import type { NodeFinder, PageNode } from './nodes.ts'

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type Callback = (result: unknown) => void

interface Question {
  /** Absent: the window itself. */
  selector?: string
  isSingle: boolean
  scope: unknown
  fields: Fields
  callback: Callback | undefined
}

/**
 * Asks the page for the place, size and properties of its elements. The answers come together, after
 * what was set has been drawn; where nothing matches, the answer is null (`select`) or an empty list.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createSelectorQuery.html
 */
class SelectorQuery {
  readonly #phone: Context
  readonly #questions: Question[] = []
  #scope: unknown

  /** Searches the page that is in front now: when the answer comes, another page may cover it. */
  constructor(phone: Context) {
    this.#phone = phone
    this.#scope = phone.pages.current?.instance
  }

  /** Looks within a component (or page) from here on. */
  in(scope: unknown): this {
    this.#scope = scope
    return this
  }

  select = (selector: string) => this.#ask({ selector, isSingle: true })

  selectAll = (selector: string) => this.#ask({ selector, isSingle: false })

  selectViewport = () => this.#ask({ isSingle: true })

  /** @param callback is given the answers in the order of the questions */
  exec(callback?: (results: unknown[]) => void): this {
    const { activity, host, reportError } = this.#phone
    const questions = this.#questions.splice(0)
    activity.pending++
    setTimeout(() => {
      activity.pending--
      try {
        const results = questions.map((question) => answer(host.nodes, question))
        questions.forEach((question, index) => question.callback?.call(this, results[index]))
        callback?.call(this, results)
      } catch (error) {
        reportError(error)
      }
    })
    return this
  }

  #ask(what: Pick<Question, 'selector' | 'isSingle'>) {
    const scope = this.#scope
    const ask = (fields: Fields, callback?: Callback) => {
      this.#questions.push({ ...what, scope, fields, callback })
      return this
    }
    return {
      fields: ask,
      boundingClientRect: (callback?: Callback) =>
        ask({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) =>
        ask({ id: true, dataset: true, scrollOffset: true }, callback),
      context: (callback?: Callback) => ask({ context: true }, callback),
      node: (callback?: Callback) => ask({ node: true }, callback),
      // Refs are of a component's inside, which has no public form here.
      ref: (callback?: Callback) => ask({ node: true }, callback),
    }
  }
}

function answer(nodes: NodeFinder | undefined, { selector, isSingle, scope, fields }: Question) {
  if (!nodes) {
    throw new Error(
      'wx.createSelectorQuery needs pages that are drawn: in createSimulator, give host.nodes.',
    )
  }
  if (selector === undefined) return readViewport(nodes, fields)
  const found = nodes.find(selector, scope).map((node) => readNode(node, fields))
  return isSingle ? (found[0] ?? null) : found
}

function readViewport(nodes: NodeFinder, fields: Fields): object {
  const { width, height, ...scroll } = nodes.viewport()
  return {
    ...(fields.id && { id: '' }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && scroll),
  }
}

function readNode(node: PageNode, fields: Fields): object {
  const { properties = [], computedStyle = [] } = fields
  const { left, top, width, height } = fields.rect || fields.size ? node.rect() : nowhere
  return {
    ...(fields.id && { id: node.id }),
    ...(fields.dataset && { dataset: node.dataset }),
    ...(fields.mark && { mark: node.mark }),
    ...(fields.rect && { left, top, right: left + width, bottom: top + height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && node.scroll()),
    ...Object.fromEntries(properties.map((name) => [name, node.property(name)])),
    ...Object.fromEntries(computedStyle.map((name) => [name, node.computedStyle(name)])),
    ...(fields.node && { node: node.node() }),
    ...(fields.context && { context: node.context() }),
  }
}

const nowhere = { left: 0, top: 0, width: 0, height: 0 }

/** APIs for selector queries. */
export const selectorQueryApis = (phone: Context) =>
  defineOthers({ createSelectorQuery: () => new SelectorQuery(phone) as never })
