import { contract } from './support/contract.ts'
import { SAID } from './support/pages.ts'

contract(
  'getApp() is there in every script, and its result may be called App',
  {
    'app.js': "App({ name: 'the app' })",
    'index.wxml': '<view>{{said}}</view><view>{{name}}</view>',
    'index.js': `
      const App = getApp()
      const { nameOf } = require('./name')
      Page({ data: { said: App.name }, onLoad() { this.setData({ name: nameOf() }) } })`,
    'pages/index/name.js': "const app = getApp()\nexports.nameOf = () => 'again ' + app.name",
  },
  async (phone) => {
    await phone.see('the app')
    await phone.see('again the app')
  },
)

contract(
  'what a script puts on global or globalThis every other script finds',
  {
    'app.js': 'global.one = 1\nglobalThis.two = 2\nApp({})',
    'index.wxml': SAID,
    'index.js': "Page({ data: { said: [one, two, global.two, typeof three].join(' ') } })",
  },
  async (phone) => {
    await phone.see('1 2 2 undefined')
  },
)

contract(
  'a script has nothing of a browser, and may have variables of these names',
  {
    'index.wxml': SAID,
    'index.js': `
      const found = [typeof window, typeof document, typeof XMLHttpRequest, typeof Promise]
      const location = 'here', self = 'me'
      Page({ data: { said: [...found, require('./own')].join(' ') } })`,
    'pages/index/own.js':
      "const history = 'past', wx = 'mine'\nmodule.exports = history + ' ' + wx + ' ' + typeof navigator",
  },
  async (phone) => {
    await phone.see('undefined undefined undefined function past mine undefined')
  },
)

contract(
  '__wxConfig says what app.json says and which build it is',
  {
    'app.js': 'const first = __wxConfig.pages[0]; App({ first })',
    'index.wxml': SAID,
    'index.js': `
      const { envVersion, accountInfo, page, tabBar } = __wxConfig
      const { miniProgram } = wx.getAccountInfoSync()
      const title = page['pages/index/index.html'].window.navigationBarTitleText
      const same = [envVersion === miniProgram.envVersion, accountInfo.appId === miniProgram.appId]
      Page({ data: { said: [getApp().first, title, ...same, tabBar === undefined].join() } })`,
    'index.json': { navigationBarTitleText: 'Front' },
  },
  async (phone) => {
    await phone.see('pages/index/index,Front,true,true,true')
  },
)

contract(
  'what a browser has and WeChat has not is not there, by whatever name',
  {
    'index.wxml': SAID,
    'index.js': `
      const names = ['document', 'MutationObserver', 'XMLHttpRequest', 'FormData', 'URL']
      const here = [typeof document, typeof MutationObserver, typeof XMLHttpRequest, typeof FormData, typeof URL]
      const there = names.map((name) => typeof global[name] + typeof globalThis[name])
      global.shared = 'shared'
      globalThis.document = 'mine'
      const own = [shared, globalThis.shared, global.document, 'MutationObserver' in global]
      global.setTimeout(() => {}, 0)
      Page({ data: { said: [...new Set([...here, ...there])].join() + ' ' + own.join() } })`,
  },
  async (phone) => {
    await phone.see('undefined,undefinedundefined shared,shared,mine,false')
  },
)

contract(
  'a library that looks for a way to do something soon takes a timer, as in WeChat',
  {
    'index.wxml': SAID,
    'index.js': `
      const root = Function('return this')()
      const ways = ['postMessage', 'MessageChannel', 'addEventListener', 'requestIdleCallback']
      const found = ways.filter((name) => root[name])
      const free = [typeof postMessage, typeof MessageChannel, typeof addEventListener]
      const soon = (then) => {
        if (root.postMessage) root.postMessage('', '*')
        else root.setTimeout(then, 0)
      }
      Page({
        data: { said: '' },
        onLoad() { soon(() => this.setData({ said: [found.length, ...new Set(free)].join() })) },
      })`,
  },
  async (phone) => {
    await phone.see('0,undefined')
  },
)

contract(
  "Function('return this')() is what scripts have for a global object; Function is itself otherwise",
  {
    'index.wxml': SAID,
    'index.js': `
      const root = Function('return this')()
      root.shared = 'shared'
      const sum = new Function('a', 'b', 'return a + b')
      const own = [typeof root.document, shared, sum(1, 2), sum instanceof Function]
      Page({ data: { said: own.join() } })`,
  },
  async (phone) => {
    await phone.see('undefined,shared,3,true')
  },
)

contract(
  'a page that names a plugin opens; what it takes from it says so where it is called',
  {
    'app.json': JSON.stringify({
      pages: ['pages/index/index'],
      plugins: { speech: { version: '1.0.0', provider: 'wx0000000000000001' } },
    }),
    'index.wxml': `<view>{{said}}</view><button bindtap="hear">听</button><button bindtap="ask">问</button>
      <button bindtap="wait">等</button>`,
    'index.js': `
      const plugin = requirePlugin('speech')
      const { getManager } = plugin
      plugin.own = 'own'
      const say = (page, { message, errMsg }) => page.setData({ said: message || errMsg })
      Page({
        data: { said: [typeof getManager, plugin.own, plugin.then].join() },
        hear() { getManager().start() },
        ask() { requirePlugin('speech', () => {}, (why) => say(this, why)) },
        wait() { requirePlugin.async('speech').catch((why) => say(this, why)) },
      })`,
  },
  async (phone) => {
    await phone.see('function,own,')
    await phone.tap('听')
    await phone.settle()
    expect((await phone.takeProblems()).join()).toContain(
      "requirePlugin('speech').getManager: plugins are not simulated",
    )
    await phone.tap('问')
    await phone.see(/^requirePlugin\('speech'\): plugins are not simulated/)
    await phone.tap('等')
    await phone.see(/^requirePlugin\('speech'\): plugins are not simulated/)
  },
)
