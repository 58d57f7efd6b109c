import { rmSync } from 'node:fs'
import { countUsage, describeBriefly, describeUsage } from '../../simulator/check/describe.ts'
import { readUsage } from '../../simulator/check/usage.ts'
import type { Usage } from '../../simulator/check/use.ts'
import { check } from '../../simulator/cli/check.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { writeProject } from '../contracts/support/project.ts'

function inProject<Result>(files: Record<string, string>, look: (root: string) => Result): Result {
  const root = writeProject(files)
  try {
    return look(root)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const usagesOf = (root: string) => readUsage(readProject(findProject(root)))
const index = 'pages/index/index'

const lacking = {
  'index.wxml':
    '<view>a</view>\n<!-- <nothing/> -->\n<xr-scene wx:if="{{a > 1}}" /><own />\n<video data-a="1" danmu-shape="{{[1 > 0]}}" danmu-depth="1" bindplay="p" src="x" />\n<card />',
  'index.json': '{"usingComponents": {"own": "/components/own/own"}}',
  'components/own/own.json': '{"component": true}',
  'components/own/own.wxml': '<slot />',
  'components/own/own.js': 'Component({})',
  'index.js': `// wx.createTCPSocket()
    /* wx.createTCPSocket() */
    Page({
      onLoad() {
        wx.login({})
        wx.createUDPSocket()
        wx.requestPayment({})
        wx.own = wx.own || {}
        if (wx.createUDPSocket) wx.createUDPSocket()
      },
    })`,
}

test('finds what is used of WeChat, with file and line, and how much of it is there', () => {
  const found = inProject(lacking, usagesOf)
  const at = (line: number, ending = 'wxml') => ({ file: `${index}.${ending}`, line })
  const named = (name: string) => found.find((one) => one.name === name)
  expect(named('wx.createUDPSocket')).toEqual({
    kind: 'api',
    name: 'wx.createUDPSocket',
    extent: 'missing',
    places: [at(6, 'js'), at(9, 'js'), at(9, 'js')],
  } satisfies Usage)
  expect(named('<xr-scene>')).toMatchObject({ extent: 'missing', places: [at(3)] })
  expect(named('<card>')).toMatchObject({ extent: 'unknown', places: [at(5)] })
  expect(named('<video> danmu-shape')).toMatchObject({ kind: 'attribute', places: [at(4)] })
  expect(named('wx.requestPayment')).toMatchObject({ extent: 'part', places: [at(7, 'js')] })
  expect(found.map(({ name }) => name)).not.toContain('wx.own')
  expect(found.filter(({ kind }) => kind === 'attribute')).toHaveLength(2)
  expect(countUsage(found)).toEqual({
    apis: { used: 3, simulated: 2 },
    components: { used: 3, simulated: 2 },
  })
})

const inEnglish = (_zh: string, en: string) => en

test('the start reports uses that stop a page; `check` reports all', () => {
  const found = inProject(lacking, usagesOf)
  expect(describeBriefly(found, inEnglish).split('\n')).toEqual([
    'Not simulated:',
    `  wx.createUDPSocket  ${index}.js:6, ${index}.js:9`,
    `  <xr-scene>  ${index}.wxml:3`,
    'All of it: weapp-login-kit check --project DIR',
  ])
  const all = describeUsage(found, inEnglish)
  expect(all).toContain('nothing is paid')
  expect(all).toContain(`<video> danmu-shape, danmu-depth  ${index}.wxml:4`)
  expect(all).toContain('2 of the 3 APIs and 2 of the 3 components in use are simulated.')
  const inChinese = describeUsage(found, (zh) => zh)
  expect(inChinese).not.toContain('nothing is paid')
  expect(inChinese).toMatch(/^没有模拟\n/)
  expect(inChinese).toContain('模拟了用到的 3 个 API 中的 2 个、3 个组件中的 2 个。')
})

test('check ends with 2 where something is not simulated, and prints all of it as JSON', () => {
  const print = jest.spyOn(console, 'log').mockImplementation(() => {})
  try {
    expect(inProject(lacking, (root) => check(['--project', root, '--json']))).toBe(2)
    const said = JSON.parse(String(print.mock.calls[0]?.[0])) as Record<string, object>
    expect(said).toMatchObject({ apis: { used: 3, simulated: 2 } })
    const files = { 'index.wxml': '<view bindtap="go">a</view>', 'index.js': 'Page({ go() {} })' }
    expect(inProject(files, (root) => check(['--project', root]))).toBe(0)
  } finally {
    print.mockRestore()
  }
})

test('says nothing at the start of a mini-program that uses only what is there', () => {
  const files = {
    'index.wxml': '<view bindtap="go">a</view>',
    'index.js': 'Page({ go() { wx.navigateBack({}); wx.requestPayment({}) } })',
  }
  expect(describeBriefly(inProject(files, usagesOf), inEnglish)).toBe('')
})

test('what lies outside of wx is named too: plugins, settings, sheets that nothing compiles', () => {
  const found = inProject(
    {
      'app.json': `{
        "pages": ["${index}"],
        "plugins": { "speech": { "version": "1.0.0", "provider": "wx0000000000000001" } },
        "workers": "workers",
        "window": { "backgroundColorTop": "#fff", "navigationBarTitleText": "a" }
      }`,
      'project.config.json': '{"appid": "wx1", "setting": {"useCompilerPlugins": ["less"]}}',
      'app.less': 'page { .a { color: red } }',
      'index.json':
        '{"usingComponents": {"talk": "plugin://speech/talk"},\n"pageOrientation": "auto"}',
      'index.scss': '$a: red;',
      'index.wxml': '<talk />',
      'index.js': "// requirePlugin('none')\nPage({ go: () => requirePlugin('speech').start() })",
    },
    usagesOf,
  )
  const outside = found.filter(({ kind }) => !['api', 'component'].includes(kind))
  const told = outside.map(({ kind, name, places }) => [
    kind,
    name,
    places[0]?.file,
    places[0]?.line,
  ])
  expect(told.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['plugin', 'plugin://speech/talk', `${index}.json`, 1],
    ['plugin', "requirePlugin('speech')", `${index}.js`, 2],
    ['setting', 'app.json: backgroundColorTop', 'app.json', 5],
    ['setting', 'app.json: workers', 'app.json', 4],
    ['setting', 'page.json: pageOrientation', `${index}.json`, 2],
    ['sheet', 'sass, off', `${index}.scss`, 1],
  ])
  expect(describeBriefly(found, inEnglish)).toContain("requirePlugin('speech')")
  expect(describeUsage(found, inEnglish)).toContain(
    `sass, off  ${index}.scss:1  ->  project.config.json: "setting": {"useCompilerPlugins": ["sass"]}`,
  )
})
