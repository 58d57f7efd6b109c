/** A failure as `requirePlugin` tells it to its last callback. */
interface PluginFailure {
  mod: string
  errMsg: string
}

/** `requirePlugin` as WeChat has it: at once, with callbacks, and as a promise. */
interface RequirePlugin {
  (name: string, success?: (plugin: unknown) => void, fail?: (why: PluginFailure) => void): unknown
  async(name: string): Promise<never>
}

/** Read by languages and tools of anything, not by somebody who wants the plugin. */
const OF_ANY_OBJECT = new Set(['then', 'toJSON', 'prototype', '__esModule', '$$typeof'])

const why = (name: string, member = '') =>
  `requirePlugin('${name}')${member}: plugins are not simulated; their code is not in the project.`

/**
 * Plugins are code of others that no project holds. A page that names one opens all the same, and so
 * does the rest of the mini-program: what is taken from it throws where it is called. Who asks with
 * callbacks or for a promise hears at once that it can't be loaded.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/plugin/using.html
 */
export const requirePlugin: RequirePlugin = Object.assign(
  (name: string, _success?: (plugin: unknown) => void, fail?: (why: PluginFailure) => void) => {
    if (typeof fail !== 'function') return standIn(name, '')
    queueMicrotask(() => fail({ mod: name, errMsg: why(name) }))
    return undefined
  },
  { async: (name: string) => Promise.reject(new Error(why(name))) },
)

/** In the plugin's place, and in that of each of its members: refuses to be called. */
function standIn(name: string, member: string): object {
  const refuse = (): never => {
    throw new Error(why(name, member))
  }
  return new Proxy(function plugin() {}, {
    apply: refuse,
    construct: refuse,
    get: (target, key) =>
      typeof key === 'symbol' || key in target || OF_ANY_OBJECT.has(key)
        ? (Reflect.get(target, key) as unknown)
        : standIn(name, `${member}.${key}`),
  })
}
