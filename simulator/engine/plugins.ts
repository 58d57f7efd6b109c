/** A failure as `requirePlugin` passes it to its last callback. */
interface PluginFailure {
  mod: string
  errMsg: string
}

/** `requirePlugin` as WeChat has it: at once, with callbacks, and as a promise. */
interface RequirePlugin {
  (name: string, success?: (plugin: unknown) => void, fail?: (why: PluginFailure) => void): unknown
  async(name: string): Promise<never>
}

/**
 * The language and tools read these of any object; reading them does not mean that the plugin is
 * used.
 */
const OF_ANY_OBJECT = new Set(['then', 'toJSON', 'prototype', '__esModule', '$$typeof'])

const why = (name: string, member = '') =>
  `requirePlugin('${name}')${member}: plugins are not simulated; their code is not in the project.`

/**
 * Plugins are third-party code that no project contains. A page that names one opens nevertheless,
 * and so does the rest of the mini-program: what is taken from the plugin throws when it is called.
 * With callbacks or a promise, `requirePlugin` fails at once with the message that the plugin can't
 * be loaded.
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
