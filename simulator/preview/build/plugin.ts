import { statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { readProject, type Project } from '../../project/project.ts'
import type { ProjectPlace } from '../../project/root.ts'
import { compileProject } from './compile.ts'
import { Scripts } from './script.ts'
import { Styles } from './wxss.ts'
import { PROJECT_URL, UPDATE_EVENT, type ProjectUpdate } from './update.ts'

/** Where the scripts' modules are. */
const SCRIPTS = '/__project/scripts/'

const scriptUrl = (path: string) => `${SCRIPTS}${path}.js`

/** Serves a mini-program's files as modules, and tells the phone when one changes. */
export function weappPlugin(place: ProjectPlace): Plugin {
  const { root } = place
  let project = readProject(place)
  const scripts = new Scripts(() => project, scriptUrl)
  const sheets = new Styles()
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

    async load(id) {
      if (id === PROJECT_URL) {
        project = readProject(place)
        return projectModule(project, scripts, sheets)
      }
      if (!id.startsWith(SCRIPTS)) return undefined
      const path = id.slice(SCRIPTS.length, -'.js'.length)
      const { code, map } = await scripts.get(path)
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

/** @returns whether the file is one of the mini-program's */
function tellOfChange(server: ViteDevServer, root: string, file: string): boolean {
  const update = updateFor(root, file)
  if (update) tell(server, update)
  return update !== undefined
}

function updateFor(root: string, file: string): ProjectUpdate | undefined {
  const changed = relative(root, file).replaceAll('\\', '/')
  if (changed.startsWith('..')) return undefined
  if (/\.(?:wxss|wxml)$/.test(changed)) return { kind: 'in-place', changed }
  return /\.(?:ts|js|json|wxs)$/.test(changed) ? { kind: 'reload' } : undefined
}

/** A file that comes or goes changes what pages and components there are. */
function tellOfNewFile(server: ViteDevServer, root: string, file: string) {
  if (updateFor(root, file)) tell(server, { kind: 'reload' })
}

function tell(server: ViteDevServer, update: ProjectUpdate) {
  forgetModules(server)
  server.ws.send({ type: 'custom', event: UPDATE_EVENT, data: update })
}

/** A changed file may be in several modules: all are compiled anew when asked for. */
function forgetModules(server: ViteDevServer) {
  for (const [id, module] of server.moduleGraph.idToModuleMap) {
    if (id.startsWith('/__project/')) server.moduleGraph.invalidateModule(module)
  }
}

async function projectModule(source: Project, scripts: Scripts, sheets: Styles): Promise<string> {
  const { templates, ...project } = compileProject(source, sheets)
  const all = await scripts.withRequired(['app', ...Object.keys(project.components)])
  const imports = all.map((path) => `import(${JSON.stringify(scriptUrl(path))})`)
  return [
    `export const project = ${JSON.stringify(project)}`,
    `export const templates = ${templates}`,
    `export const loadScripts = () => Promise.all([${imports.join(', ')}])`,
  ].join('\n')
}
