import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeMiniprogram } from '../support/miniprogram.ts'
import { endAll, runCommand } from './support/command.ts'

interface Report {
  pages: number
  ok: number
  project_fault: number
  kit_fault: number
  visits: {
    page: string
    picture?: string
    logs: string[]
    problems: { blame: string; message: string; place?: { file: string; line: number } }[]
  }[]
}

afterAll(endAll)
jest.setTimeout(120_000) // each opens a browser, and every page in it

const fine = {
  'app.js': 'App({})',
  'pages/a/a.wxml': '<view>早</view>',
  'pages/a/a.js': 'Page({})',
}

/** Nothing is wrong with it. */
const sound = makeMiniprogram({
  ...fine,
  'app.json': { pages: ['pages/a/a'], subPackages: [{ root: 'pkg', pages: ['b/b'] }] },
  'pkg/b/b.wxml': '<view>晚</view>',
  'pkg/b/b.js': "Page({ onLoad() { console.log('opened', 1) } })",
})

/** A page throws, another is not there. */
const broken = makeMiniprogram({
  ...fine,
  'app.json': { pages: ['pages/a/a', 'pages/b/b', 'pages/gone/gone'] },
  'pages/b/b.wxml': '<view>晚</view>',
  'pages/b/b.js': 'Page({\n  onLoad() {\n    this.data.user.name\n  },\n})',
})

/** A page uses an API that is not simulated. */
const ahead = makeMiniprogram({
  ...fine,
  'app.json': { pages: ['pages/a/a', 'pages/b/b'] },
  'pages/b/b.wxml': '<view>晚</view><xr-scene />',
  'pages/b/b.js': 'Page({})',
})

/** It uses an npm package without "build npm": the preview reports that. */
const packaged = makeMiniprogram({
  ...fine,
  'app.json': { pages: ['pages/a/a'] },
  'package.json': { dependencies: { tiny: '1.0.0' } },
  'node_modules/tiny/package.json': { name: 'tiny', version: '1.0.0', main: 'index.js' },
  'node_modules/tiny/index.js': 'module.exports = 1',
  'pages/a/a.js': "require('tiny')\nPage({})",
})

/** A page behind a button that signs in, as a person who has never seen it would find it. */
const behindSignIn = makeMiniprogram({
  ...fine,
  'app.json': { pages: ['pages/a/a', 'pages/b/b'] },
  'pages/a/a.wxml':
    '<view><button bindtap="later">再说</button><button bindtap="go">微信登录</button></view>',
  'pages/a/a.js': `Page({
    go() {
      wx.login({ success: ({ code }) => wx.request({
        url: 'http://127.0.0.1:3900/api/login', method: 'POST', data: { code },
        success: ({ data }) => wx.setStorageSync('token', data.token),
      }) })
    },
  })`,
  'pages/b/b.wxml': '<view>晚</view>',
  'pages/b/b.js': "Page({ onLoad() { console.log(wx.getStorageSync('token') ? 'in' : 'out') } })",
})

async function smokeReport(root: string, ...options: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'smoke-'))
  try {
    const command = runCommand('smoke', '--project', root, '--report', folder, ...options)
    const code = await command.ended
    const file = join(folder, 'report.json')
    if (!existsSync(file)) throw new Error(command.output())
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    const pictures = report.visits.map(({ picture = '' }) => existsSync(join(folder, picture)))
    return { code, report, pictures, output: command.output() }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a mini-program without faults ends with 0', async () => {
  const { code, report, pictures } = await smokeReport(sound)
  expect(code).toBe(0)
  expect(report).toMatchObject({ pages: 2, ok: 2, project_fault: 0, kit_fault: 0 })
  expect(report.visits.map(({ page }) => page)).toEqual(['pages/a/a', 'pkg/b/b'])
  expect(report.visits[1]?.logs).toContain('log: opened 1')
  expect(pictures).toEqual([true, true])
})

test('faults of the project are reported with file and line, and exit with 1', async () => {
  const { code, report } = await smokeReport(broken)
  expect(code).toBe(1)
  expect(report).toMatchObject({ pages: 3, ok: 1, project_fault: 2, kit_fault: 0 })
  const problemsOf = (page: string) => report.visits.find((visit) => visit.page === page)?.problems
  expect(problemsOf('pages/gone/gone')?.[0]?.message).toMatch(/has no/)
  expect(problemsOf('pages/b/b')).toEqual([
    {
      blame: 'project',
      message: expect.stringContaining("reading 'name'") as string,
      place: { file: 'pages/b/b.js', line: 3 },
    },
  ])
})

test('APIs that are not simulated are reported as such, and exit with 2', async () => {
  const { code, report, output } = await smokeReport(ahead)
  expect(code).toBe(2)
  expect(report).toMatchObject({ pages: 2, ok: 1, project_fault: 0, kit_fault: 1 })
  expect(output).toContain('<xr-scene> is not simulated')
})

test('--login signs in first, and every page is opened as that person', async () => {
  const logs = ({ report }: { report: Report }) => report.visits.at(-1)?.logs
  const out = await smokeReport(behindSignIn)
  expect(logs(out)).toContain('log: out')
  const signedIn = await smokeReport(behindSignIn, '--login')
  expect(signedIn.output).toContain('Signed in by "微信登录".')
  expect(signedIn.code).toBe(0)
  expect(logs(signedIn)).toContain('log: in')
  // No button signs in: that is reported, and the pages are opened all the same.
  const nowhere = await smokeReport(sound, '--login')
  expect(nowhere.output).toContain('found no way: the pages are opened signed out')
  expect(nowhere.report.ok).toBe(2)
})

test('--json prints one JSON document and nothing else to standard output', async () => {
  const command = runCommand('smoke', '--project', packaged, '--json')
  let printed = ''
  command.child.stdout?.on('data', (chunk: Buffer) => (printed += String(chunk)))
  expect(await command.ended).toBe(0)
  expect(JSON.parse(printed)).toMatchObject({ pages: 1, ok: 1 })
  expect(command.output()).toContain('Taken from node_modules')
})

test('a folder without a mini-program is named, without a trace', async () => {
  const command = runCommand('smoke', '--project', 'docs')
  expect(await command.ended).toBe(1)
  expect(command.output()).toMatch(/There is no app.json/)
  expect(command.output()).not.toMatch(/\n\s+at /)
})
