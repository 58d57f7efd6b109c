import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import { findProjectAbove } from '../project/root.ts'
import { findMockCalls } from './mock-calls.ts'

/** Settings of the plugin. */
export interface WeappOptions {
  /** The folder with `app.json`, from the configuration's; by default what `project.config.json` says. */
  miniprogram?: string
  /** False: no fake WeChat and no mock backend; requests meet the test's own handlers. */
  fakeWechat?: boolean
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** In milliseconds: the first request of all loads the fake WeChat, which a busy machine may take seconds for. */
const TEST_TIMEOUT = 15_000

/** Vitest's own, to which the mini-program's files come: no test imports them. */
const RERUN = ['**/package.json/**', '**/{vitest,vite}.config.*/**']

/**
 * Lets vitest run mini-programs: `plugins: [weapp()]` in `vitest.config.ts`. Sets the environment and a
 * setup file; whatever the configuration says itself stays.
 */
export default function weapp(options: WeappOptions = {}): Plugin {
  return {
    name: 'weapp-login-kit',
    enforce: 'pre',
    config(config) {
      const { test = {} } = config as { test?: { environment?: string; testTimeout?: number } }
      const rootDir = resolve(config.root ?? process.cwd())
      const cacheDir = resolve(rootDir, config.cacheDir ?? 'node_modules/.vite')
      return {
        test: {
          environment: test.environment ?? here('environment.js'),
          environmentOptions: { weapp: { rootDir, cacheDir, ...options } },
          setupFiles: [here('setup.js')],
          testTimeout: test.testTimeout ?? TEST_TIMEOUT,
          forceRerunTriggers: [...RERUN, ...sourcesOf(rootDir, options)],
          // It runs again for each test file, which what Node loads does not.
          server: { deps: { inline: [/weapp-login-kit[\\/]dist[\\/]vitest[\\/]setup\.js/] } },
        },
      }
    },
    async transform(code, id) {
      const [file = ''] = id.split('?')
      const added: string[] = []
      for (const { method, specifier } of findMockCalls(code, file)) {
        const found = await this.resolve(specifier, id)
        const target = found?.id.split('?')[0]
        const isFile = target !== undefined && isAbsolute(target) && /^[./]/.test(specifier)
        if (isFile && !isOfMiniprogram(target)) continue
        if (method === 'doMock' && isFile) this.error(DO_MOCK)
        if (method === 'doMock') continue
        const name = JSON.stringify(isFile ? target : specifier)
        const load = `() => import(${JSON.stringify(specifier)})`
        const isCommonJs = target !== undefined && isCommonJsFile(target)
        added.push(`globalThis.miniprogramHost?.mocks?.add(${name}, ${load}, ${isCommonJs})`)
      }
      return added.length === 0 ? undefined : { code: `${code}\n;${added.join(';')}`, map: null }
    },
  }
}

const DO_MOCK =
  "vi.doMock does not reach a script of the mini-program, whose scripts require each other at once: use vi.mock('...') at the top of the file, or change what launch().module('...') gives."

/** The mini-program's files: tests run again when one of them changes, though none imports it. */
function sourcesOf(rootDir: string, { miniprogram }: WeappOptions): string[] {
  const root = miniprogram === undefined ? rootAbove(rootDir) : resolve(rootDir, miniprogram)
  if (root === undefined) return []
  const folder = root.replaceAll('\\', '/')
  const endings = '*.{js,ts,json,wxml,wxs}'
  // Beside the mini-program's own folders stand those of its tests.
  if (root === rootDir) {
    return [
      `${folder}/app.{js,ts,json}`,
      `${folder}/!(node_modules|test|tests|__tests__)/**/${endings}`,
    ]
  }
  return [`${folder}/**/${endings}`]
}

/** There may be none yet: tests that need one say so. */
function rootAbove(folder: string): string | undefined {
  try {
    return findProjectAbove(folder).root
  } catch {
    return undefined
  }
}

function isOfMiniprogram(file: string): boolean {
  const folder = dirname(file)
  return folder !== file && (existsSync(join(folder, 'app.json')) || isOfMiniprogram(folder))
}

const isCommonJsFile = (file: string) =>
  existsSync(file) && !/^\s*(?:import|export)\b/m.test(readFileSync(file, 'utf8'))
