import path from 'node:path'
import type { Script } from 'node:vm'
import { findProject, findProjectAbove } from '../project/root.ts'
import { readProgram } from './read.ts'
import { compileScript } from './transform.cjs'

/** Globals that jsdom lacks and the simulator, msw or a Hono app needs; all of it comes from Node. */
export const NODE_GLOBALS = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'Blob',
  'File',
  'TextEncoder',
  'TextDecoder',
  'ReadableStream',
  'TransformStream',
  'WritableStream',
  'AbortController',
  'AbortSignal',
  'BroadcastChannel',
  'structuredClone',
  // jsdom's own are written in JavaScript, and cost a test with requests some milliseconds.
  'URL',
  'URLSearchParams',
] as const

/** Settings of a test runner that the host needs. */
export interface HostOptions {
  /** The folder of the tests' configuration. */
  rootDir: string
  /** The folder with `app.json`, from there; by default what `project.config.json` says. */
  miniprogram?: string | undefined
  /** A folder for compiled templates. */
  cacheDirectory: string
  /** The option's name and place, for the caller that must supply it. */
  help: string
  /** Runs a script in the tests' own realm. */
  run: (script: Script) => unknown
  /** Gives the module with `createInMemoryServer()`; absent: no fake WeChat and no mock backend. */
  loadFakeWechat: (() => unknown) | undefined
  /** Gives what `kit.ts` exports; absent where the runner loads it by itself. */
  loadKit?: ((require: unknown, jest: unknown) => unknown) | undefined
}

// Taken before a test fakes its own: the person at the phone lives in real time.
const realSetTimeout = setTimeout
const now = performance.now.bind(performance)

/** The functions of Node that tests of a mini-program use, under jest and under vitest. */
export function createHost(options: HostOptions): typeof miniprogramHost {
  const { cacheDirectory, run, loadFakeWechat, loadKit } = options
  return {
    setTimeout: realSetTimeout,
    now,
    loadFakeWechat,
    loadKit,
    // Found when it is first needed: tests of other code need no mini-program.
    findRoot: () => findRoot(options),
    compileScript: (file) => run(compileScript(file)),
    readProgram: (root, also) => {
      const read = readProgram(root, also, cacheDirectory)
      return { ...read, templates: () => run(read.templates) }
    },
  }
}

/** The mini-program's root: in the folder an option names, or else around the project. */
function findRoot({ rootDir, miniprogram, help }: HostOptions): string {
  if (miniprogram !== undefined) return findProject(path.resolve(rootDir, miniprogram)).root
  try {
    return findProjectAbove(rootDir).root
  } catch (error) {
    throw new Error(`${(error as Error).message} Say where it is in ${help}.`, { cause: error })
  }
}
