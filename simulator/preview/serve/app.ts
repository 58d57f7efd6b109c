import { Hono, type Context } from 'hono'
import type { Usage } from '../../check/use.ts'
import { readMedia } from '../build/media.ts'
import type { LiveProject, Shown } from '../live-project.ts'
import { withCode } from './addresses.ts'
import type { BundleName, Bundles } from './bundles.ts'
import { answerCloud, type CloudFolder } from './cloud.ts'
import { readLine } from './line.ts'
import { deskPage, phonePage } from './pages.ts'
import { DESK_POLICY, PHONE_POLICY } from './policies.ts'
import { traceScript } from './trace.ts'
import type { UpdateStream } from './update-stream.ts'

/** Parts that the preview's server needs. */
export interface PreviewParts {
  /** Absolute: `simulator/preview`. */
  home: string
  bundles: Bundles
  project: LiveProject
  updates: UpdateStream
  /** True for a request that may read sources, too. */
  maySeeSources: (c: Context) => boolean
  /** True if the phone connects to the server for automation. */
  isDriven: boolean
  /** Answers `wx.cloud.callFunction`. */
  cloud?: CloudFolder | undefined
  /** Addresses by which other machines of the network reach the preview. */
  addresses: () => string[]
}

const BUNDLES: Record<BundleName, string> = {
  'phone.js': 'text/javascript',
  'phone.css': 'text/css',
  'frame.js': 'text/javascript',
  'frame.css': 'text/css',
  'inspector.js': 'text/javascript',
  'inspector.css': 'text/css',
}

/**
 * All that the preview serves: two pages, six bundles, and of the mini-program what is compiled of it
 * and the pictures, sounds and fonts of its own. Nothing else has an address.
 */
export function createPreviewApp(parts: PreviewParts) {
  const app = new Hono()
  app.use('*', async (c, next) => {
    await next()
    // No page of another site may run the mini-program's script, or learn anything from its errors.
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
  })
  // If the preview's own code does not compile, the developer who works on it sees file and line.
  app.onError((error, c) => {
    console.error(error)
    const isOfCompiler = 'errors' in error
    return c.text(isOfCompiler ? error.message : 'The preview failed; its terminal says why.', 500)
  })
  addOwn(app, parts)
  addProgram(app, parts)
  addSources(app, parts)
  addMedia(app, parts)
  return app
}

/** The preview's own pages and bundles. */
function addOwn(app: Hono, { home, bundles, project, isDriven, addresses, cloud }: PreviewParts) {
  app.get('/', async (c) => html(c, DESK_POLICY, await deskPage(home, bundles)))
  app.get('/phone.html', async (c) => {
    const { version } = await project.shown
    return html(
      c,
      PHONE_POLICY,
      await phonePage(home, bundles, { version, isDriven, hasCloud: cloud !== undefined }),
    )
  })
  for (const [name, type] of Object.entries(BUNDLES) as [BundleName, string][]) {
    app.get(`/__preview/${name}`, async (c) => {
      const isCurrent = c.req.query('v') === (await bundles.hashOf(name))
      return send(c, (await bundles.read(name)) as Uint8Array<ArrayBuffer>, type, isCurrent)
    })
  }
  app.get('/__preview/addresses', (c) => c.json({ addresses: addresses().map(withCode) }))
}

/** Routes of the compiled program, its scripts, their updates and its cloud functions. */
function addProgram(app: Hono, parts: PreviewParts) {
  const { project, updates, maySeeSources, cloud } = parts
  const ofProject = (
    path: string,
    type: string,
    make: (shown: Shown) => string | Promise<string>,
  ) =>
    app.get(path, async (c) => {
      const shown = await project.shown
      const isCurrent = c.req.query('v') === shown.version
      return send(c, await make(shown), type, isCurrent)
    })
  ofProject('/__project/program.js', 'text/javascript', programScript)
  ofProject(
    '/__project/scripts.js',
    'text/javascript',
    ({ build: { scripts }, version }) =>
      `${scripts.code}\n//# sourceMappingURL=/__project/scripts.js.map?v=${version}`,
  )
  app.use('/__project/scripts.js.map', async (c, next) => (maySeeSources(c) ? next() : refuse(c)))
  ofProject('/__project/scripts.js.map', 'application/json', ({ build }) =>
    JSON.stringify(build.scripts.map),
  )
  app.get('/__project/updates', async (c) => {
    const { version } = await project.shown
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    const isOld = c.req.query('v') !== version
    project.prepare()
    return updates.open(isOld ? { kind: 'reload' } : undefined)
  })
  if (cloud) app.post('/__project/cloud', (c) => answerCloud(c, cloud))
}

/** Places in the sources: of faults, and of what is not simulated. */
function addSources(app: Hono, { project, maySeeSources }: PreviewParts) {
  app.get('/__project/usage', async (c) => {
    if (!maySeeSources(c)) return refuse(c)
    const { build } = await project.shown
    const { countUsage } = await import('../../check/describe.ts')
    const { readUsage } = await import('../../check/usage.ts')
    const usages = readUsage(build.project)
    return c.json({ ...countUsage(usages), usages: usages.filter(isShort) })
  })
  app.get('/__project/place', async (c) => {
    const { build } = await project.shown
    const place = traceScript(build, Number(c.req.query('line')), Number(c.req.query('column')))
    return place ? c.json(place) : c.notFound()
  })
  app.get('/__project/line', async (c) => {
    if (!maySeeSources(c)) return refuse(c)
    const { build } = await project.shown
    const line = readLine(build.project, c.req.query('file') ?? '', Number(c.req.query('line')))
    return line === undefined ? c.notFound() : c.text(line)
  })
}

/** The mini-program's own pictures, sounds and fonts. */
function addMedia(app: Hono, { project }: PreviewParts) {
  app.get('/__project/files/*', async (c) => {
    const name = decode(c.req.path.slice('/__project/files/'.length))
    const { build } = await project.shown
    const found = name === undefined ? undefined : readMedia(build.project, name)
    if (!found) return c.text('There is no such picture.', 404)
    c.header('Content-Security-Policy', 'sandbox') // an SVG may hold scripts
    return send(c, found.bytes as Uint8Array<ArrayBuffer>, found.type, false)
  })
}

/** Uses that are fully simulated are not listed. */
const isShort = ({ extent }: Usage) => extent !== 'simulated'

async function programScript({ build, faults, version }: Shown): Promise<string> {
  const data = JSON.stringify({ ...build.program, faults, version })
  return `window.__project = { program: ${data}, templates: ${await build.templates()} }`
}

/** @param isFinal the address will never have another content */
function send(c: Context, body: string | Uint8Array<ArrayBuffer>, type: string, isFinal: boolean) {
  return c.body(body, 200, {
    'Content-Type': /^(?:text|application)/.test(type) ? `${type}; charset=utf-8` : type,
    'Cache-Control': isFinal ? 'max-age=31536000, immutable' : 'no-cache',
  })
}

function html(c: Context, policy: string, text: string) {
  return c.html(text, 200, { 'Cache-Control': 'no-store', 'Content-Security-Policy': policy })
}

const refuse = (c: Context) =>
  c.text('Sources are shown on this machine only; start with --share-preview to share them.', 403)

/** `undefined` for what can't be decoded, such as `%`. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
