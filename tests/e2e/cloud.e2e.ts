import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startPreview, type Preview } from './support/preview.ts'

const page = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
  'app.js': 'App({ onLaunch() { wx.cloud.init() } })',
  'pages/a/a.json': '{}',
  'pages/a/a.wxml':
    '<button bindtap="ask" data-name="greet">ask</button><button bindtap="ask" data-name="absent">wrong</button><button bindtap="ask" data-name="real">real</button><view>{{said}}</view>',
  'pages/a/a.js': `Page({
    ask({ currentTarget: { dataset: { name } } }) {
      wx.cloud.callFunction({ name, data: { to: 'you' } }).then(
        ({ result }) => this.setData({ said: result.text }),
        ({ errMsg }) => this.setData({ said: errMsg }),
      )
    },
  })`,
}
const greet = (word: string) =>
  `exports.main = async (event, { openid, appid }) => ({ text: '${word} ' + event.to + ' ' + (openid.length > 0 && appid.startsWith('wx')) })`
const functions = {
  'greet.js': greet('hello'),
  'real/index.js': "const cloud = require('wx-server-sdk'); exports.main = () => cloud",
}

let folder: string
let preview: Preview

function lay(files: Record<string, string>, below: string) {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, below, file)), { recursive: true })
    writeFileSync(join(folder, below, file), content)
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  lay(page, 'app')
  lay(functions, 'cloud')
  preview = await startPreview(join(folder, 'app'), '--cloud', join(folder, 'cloud'))
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true })
})

test('functions of --cloud answer callFunction, also when they change; what fails says why', async () => {
  const { phone } = await preview.open()
  const ask = async (button: string, answer: RegExp) => {
    await phone.getByText(button, { exact: true }).click()
    await phone.getByText(answer).waitFor()
  }
  await ask('ask', /^hello you true$/)
  lay({ 'greet.js': greet('goodbye') }, 'cloud')
  await ask('ask', /^goodbye you true$/)
  await ask(
    'wrong',
    /-501000 FunctionName parameter could not be found: "absent"\. .* has greet, real\.$/,
  )
  await ask('real', /-504002 functions execute fail: .*wx-server-sdk works in its cloud only/)
})

test('a page of another site can not call them', async () => {
  const body = JSON.stringify({ name: 'greet', event: {}, caller: { openid: 'o', appid: 'w' } })
  const answer = await fetch(`${preview.origin}/__project/cloud`, { method: 'POST', body })
  expect(answer.status).toBe(415)
})
