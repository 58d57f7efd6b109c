import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { Context } from 'hono'
import { findProject } from '../project/root.ts'
import { BuildCache } from './build/cache.ts'
import { LiveProject } from './live-project.ts'
import { findHome } from './home.ts'
import { createPreviewApp } from './serve/app.ts'
import { Bundles } from './serve/bundles.ts'
import { CloudFolder } from './serve/cloud.ts'
import { UpdateStream } from './serve/update-stream.ts'

const home = findHome()

/** A preview that is served. */
export interface Preview {
  /** The mini-program's root. */
  root: string
  /** Answers a request for one of the preview's own addresses; calls `next` for any other. */
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/** Options of a preview. */
export interface PreviewOptions {
  /** Whether a request may see the sources of the mini-program. Default: none may. */
  maySeeSources?: (c: Context) => boolean
  /** Whether the phone asks its server for programs that drive it: see `withAutomation`. */
  isDriven?: boolean
  /** A folder of functions that answer `wx.cloud.callFunction`. */
  cloud?: string | undefined
  /** Addresses by which other machines of the network reach the preview. Default: none. */
  addresses?: () => string[]
  /** Prints messages for the developer. Default: to standard output. */
  say?: (text: string) => void
}

/** The preview's own addresses. */
const OWN = /^\/(?:$|\?|phone\.html(?:$|\?)|__preview\/|__project\/)/

/**
 * The preview of a mini-program: a phone frame with its real pages, and the inspector.
 *
 * @param folder the one with `project.config.json` or `app.json`
 * @throws ProjectError when there is no mini-program in the folder
 */
export async function createPreview(
  folder: string,
  {
    maySeeSources = () => false,
    isDriven = false,
    addresses = () => [],
    cloud,
    say = console.log,
  }: PreviewOptions = {},
): Promise<Preview> {
  const place = findProject(folder)
  const cache = process.env.WEAPP_CACHE ?? join(homedir(), '.cache', 'weapp-login-kit')
  const updates = new UpdateStream()
  const bundles = new Bundles(home, cache, () => updates.send({ kind: 'bundles' }))
  const builds = new BuildCache(join(cache, 'projects', `${place.id}.json`), versionOfCompilers())
  const project = new LiveProject(place, builds, (update) => updates.send(update))
  project.shown.then(
    ({ build }) => tellOfPackages(build.project.npm.taken, say),
    () => {},
  )
  const app = createPreviewApp({
    home,
    bundles,
    project,
    updates,
    maySeeSources,
    isDriven,
    cloud: cloud === undefined ? undefined : new CloudFolder(cloud),
    addresses,
  })
  const listener = getRequestListener(app.fetch)
  return {
    root: place.root,
    handle(request, response, next) {
      if (OWN.test(request.url ?? '')) void listener(request, response)
      else next()
    },
    async close() {
      updates.close()
      bundles.close()
      project.close()
    },
  }
}

/** Packages that are shown without "build npm" need it on a real phone: that is printed at the start. */
function tellOfPackages(names: string[], say: (text: string) => void) {
  if (names.length === 0) return
  say(`\nTaken from node_modules, as 构建 npm (Build npm) of DevTools would: ${names.join(', ')}.`)
}

/**
 * Everything that determines the build output besides the mini-program's files: a change invalidates
 * the cache.
 */
function versionOfCompilers(): string {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
  // In a package all of it is in one file, this one.
  for (const room of ['../engine', '../project', 'build'].filter((at) =>
    existsSync(join(home, at)),
  )) {
    const files = readdirSync(join(home, room), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.[jt]s$/.test(name)).toSorted()) {
      hash.update(readFileSync(join(home, room, file)))
    }
  }
  const require = createRequire(import.meta.url)
  for (const tool of ['esbuild', 'glass-easel-template-compiler', 'postcss', 'acorn']) {
    hash.update((require(`${tool}/package.json`) as { version: string }).version)
  }
  return hash.digest('hex')
}
