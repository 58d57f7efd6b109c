import { statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { compileProject } from './compile.ts'
import { compileScript } from './script.ts'
import { PROJECT_URL, UPDATE_EVENT, type ProjectUpdate } from './update.ts'

/** Where the scripts' modules are. */
const SCRIPTS = '/__project/scripts/'

const scriptUrl = (path: string) => `${SCRIPTS}${path}.js`

/** Serves a mini-program's files as modules, and tells the phone when one changes. */
export function weappPlugin(root: string): Plugin {
  return {
    name: 'weapp',

    configureServer(server) {
      server.watcher.add(root)
      server.watcher.on('add', (file) => tellOfNewFile(server, root, file))
      server.watcher.on('unlink', (file) => tellOfNewFile(server, root, file))
    },

    resolveId(id) {
      if (id === 'virtual:weapp-project') return PROJECT_URL
      return id.startsWith('/__project/') ? id : undefined
    },

    load(id) {
      if (id === PROJECT_URL) return projectModule(root)
      if (!id.startsWith(SCRIPTS)) return undefined
      const path = id.slice(SCRIPTS.length, -'.js'.length)
      const { code, map } = compileScript(root, path, scriptUrl)
      return { code, map: map as never }
    },

    handleHotUpdate({ file, server }) {
      const seen = changedAt(file)
      if (!tellOfChange(server, root, file)) return undefined // Vite knows what to do
      // The watcher drops a change that follows another at once, as a formatter's does.
      setTimeout(() => changedAt(file) !== seen && tellOfChange(server, root, file), SECOND_LOOK_MS)
      return []
    },
  }
}

/** Longer than the watcher is deaf after a change. */
const SECOND_LOOK_MS = 120

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs

/** @returns whether the file belongs to the mini-program */
function tellOfChange(server: ViteDevServer, root: string, file: string): boolean {
  const update = updateFor(root, file)
  if (!update) return false
  forgetModules(server)
  server.ws.send({ type: 'custom', event: UPDATE_EVENT, data: update })
  return true
}

function updateFor(root: string, file: string): ProjectUpdate | undefined {
  const changed = relative(root, file).replaceAll('\\', '/')
  if (changed.startsWith('..')) return undefined
  if (/\.(?:wxss|wxml)$/.test(changed)) {
    return { kind: 'in-place', changed, errors: compileProject(root).errors }
  }
  return /\.(?:ts|js|json|wxs)$/.test(changed) ? { kind: 'reload' } : undefined
}

function tellOfNewFile(server: ViteDevServer, root: string, file: string) {
  if (relative(root, file).startsWith('..')) return
  forgetModules(server)
  server.ws.send({ type: 'custom', event: UPDATE_EVENT, data: { kind: 'reload' } })
}

/** A changed file may be in several modules: all are compiled anew when asked for. */
function forgetModules(server: ViteDevServer) {
  for (const [id, module] of server.moduleGraph.idToModuleMap) {
    if (id.startsWith('/__project/')) server.moduleGraph.invalidateModule(module)
  }
}

function projectModule(root: string): string {
  const { templates, ...project } = compileProject(root)
  const scripts = ['app', ...Object.keys(project.components)].map(scriptUrl)
  return [
    `export const project = ${JSON.stringify(project)}`,
    `export const templates = () => ${templates}`,
    `export const loadScripts = () => Promise.all([${scripts
      .map((url) => `import(${JSON.stringify(url)})`)
      .join(', ')}])`,
  ].join('\n')
}
