import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import compiler from 'glass-easel-template-compiler'
import { build } from 'esbuild'

// The floor: glass-easel and one page, in one file that is served as it is. No wx, no inspector.
const group = compiler.TmplGroup.newDev()
group.addTmpl('page', '<view><button>ready</button></view>')
const { outputFiles } = await build({
  stdin: {
    contents: `
      import * as glassEasel from 'glass-easel'
      import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
      const templates = ${group.getTmplGenObjectGroups()}
      const env = new MiniProgramEnv()
      const space = env.createCodeSpace('main', true)
      space.addComponentStaticConfig('page', { usingComponents: {} })
      space.addCompiledTemplate('page', { groupList: templates, content: templates.page })
      space.componentEnv('page', ({ Page }) => Page({}))
      const backend = env.associateBackend(new glassEasel.CurrentWindowBackendContext())
      const place = document.createElement('div')
      document.body.append(place)
      backend.createRoot('page', space, 'page').attach(document.body, place)`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  minify: true,
  format: 'esm',
  write: false,
})
const script = outputFiles[0]?.text ?? ''
const page =
  '<!doctype html><title>floor</title><body><script type="module" src="/page.js"></script>'
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js'
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
  response.end(isScript ? script : page)
})
server.listen(0, '127.0.0.1', () => {
  console.log(`running at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
