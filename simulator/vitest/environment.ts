import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createHost, NODE_GLOBALS } from '../jest/host.ts'
import { Mocks } from './mocks.ts'
import { openWindow } from './window.ts'

const require = createRequire(import.meta.url)

const { version } = require('vitest/package.json') as { version: string }

/** As Node loads it: the tests run in its own realm. */
const loadFakeWechat = () => require('weapp-mock-server/in-memory') as unknown

/** Settings that the plugin hands over. */
export interface EnvironmentOptions {
  rootDir: string
  cacheDir: string
  miniprogram?: string
  fakeWechat?: boolean
}

/**
 * The environment of tests in which a mini-program runs: a document of jsdom's in Node's own realm.
 *
 * Source: https://vitest.dev/guide/environment.html#custom-environment
 */
export default {
  name: 'weapp-login-kit',
  viteEnvironment: 'ssr',
  // Its name in vitest 3; vitest 4 warns of it.
  ...(version.startsWith('3.') && { transformMode: 'ssr' }),
  setup(global: typeof globalThis, options: { weapp?: EnvironmentOptions }) {
    if (!options.weapp) {
      throw new Error(
        'This environment is set up by its plugin: plugins: [weapp()], from weapp-login-kit/vitest-plugin.',
      )
    }
    const { rootDir, cacheDir, miniprogram, fakeWechat } = options.weapp
    const kept = Object.fromEntries(NODE_GLOBALS.map((name) => [name, global[name] as unknown]))
    const close = openWindow(global)
    Object.assign(global, kept)
    const host = createHost({
      rootDir,
      miniprogram,
      loadFakeWechat: fakeWechat === false ? undefined : loadFakeWechat,
      cacheDirectory: join(cacheDir, 'weapp-login-kit'),
      help: "vitest.config: weapp({ miniprogram: 'path/to/it' })",
      run: (script) => script.runInThisContext() as unknown,
    })
    global.miniprogramHost = Object.assign(host, {
      mocks: new Mocks(),
      requireFrom: (file: string) => createRequire(file) as (path: string) => unknown,
    })
    return {
      teardown() {
        Reflect.deleteProperty(global, 'miniprogramHost')
        Object.assign(global, kept)
        close()
      },
    }
  },
}
