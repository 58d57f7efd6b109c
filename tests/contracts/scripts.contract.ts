import { contract } from './support/contract.ts'
import { SAID } from './support/pages.ts'

contract(
  'a helper in another file registers the component or page whose script calls it',
  {
    'app.json': { usingComponents: { 'my-tag': '/components/tag/tag' } },
    'index.wxml': `${SAID}<my-tag />`,
    'index.js': "require('../../lib/make').page({ data: { said: 'a page' } })",
    'lib/make.js':
      'exports.page = (o) => Page({ ...o, made: true })\nexports.component = (o) => Component(o)',
    'components/tag/tag.json': { component: true },
    'components/tag/tag.wxml': '<view>{{word}}</view>',
    'components/tag/tag.js':
      "require('../../lib/make').component({ data: { word: 'a component' } })",
  },
  async (phone) => {
    await phone.see('a page')
    await phone.see('a component')
  },
)

contract(
  'app.js wraps Page for all pages after it',
  {
    'app.js': `
      const page = Page
      Page = (options) => page({ ...options, onLoad(query) { this.setData({ said: 'wrapped' }); options.onLoad && options.onLoad.call(this, query) } })
      App({})`,
    'index.wxml': SAID,
    'index.js': "Page({ data: { said: '' }, next() { wx.navigateTo({ url: '/pages/b/b' }) } })",
    'pages/b/b.wxml': '<view>{{said}} {{own}}</view>',
    'pages/b/b.js': "Page({ data: { said: '' }, onLoad() { this.setData({ own: 'too' }) } })",
  },
  async (phone) => {
    await phone.see('wrapped')
    await phone.call('next')
    await phone.see('wrapped too')
  },
)

contract(
  'handlers are found when the event comes: set at run time, named by data',
  {
    'index.wxml':
      '<view bindtap="late">late</view><view bindtap="{{h}}">named</view><view>{{said}}</view>',
    'index.js': `Page({
      data: { said: 'nothing', h: 'one' },
      onLoad() { this.late = () => this.setData({ said: 'late came', h: 'two' }) },
      one() { this.setData({ said: 'one came' }) },
      two() { this.setData({ said: 'two came' }) },
    })`,
  },
  async (phone) => {
    await phone.tap('named')
    await phone.see('one came')
    await phone.tap('late')
    await phone.see('late came')
    await phone.tap('named')
    await phone.see('two came')
  },
)

contract(
  'two scripts may require each other; each runs once',
  {
    'index.wxml': SAID,
    'index.js': `
      const a = require('./a'), again = require('./a.js')
      Page({ data: { said: [a.name, a.other(), a === again].join(' ') } })`,
    'pages/index/a.js':
      "exports.name = 'a'\nconst b = require('./b')\nexports.other = () => b.first + b.name()",
    'pages/index/b.js':
      "const a = require('./a')\nexports.first = a.name\nexports.name = () => a.name + 'b'",
  },
  async (phone) => {
    await phone.see('a aab true')
  },
)

contract(
  'require takes callbacks and gives promises, later than the call',
  {
    'index.wxml': SAID,
    'index.js': `Page({
      data: { said: '' },
      async onLoad() {
        const seen = []
        const done = new Promise((resolve) => require('./word', (it) => { seen.push(it.word); resolve() }))
        seen.push('first')
        await done
        const { word } = await require.async('./word')
        const failure = await require.async('./none').catch(({ mod, errMsg }) => mod + ' ' + /none/.test(errMsg))
        this.setData({ said: [...seen, word, failure].join(' ') })
      },
    })`,
    'pages/index/word.js': "exports.word = 'word'",
  },
  async (phone) => {
    await phone.see('first word word ./none true')
  },
)

contract(
  'fields of a page: functions, dates and what a class made stay so; plain ones are each page’s own',
  {
    'index.wxml': '<view>{{said}}</view>',
    'index.js': `
      class Counter { constructor() { this.n = 0 } next() { return ++this.n } }
      const shared = { list: [] }
      Page({
        data: { said: '' },
        counter: new Counter(),
        born: new Date(0),
        deep: { call: () => 'called', rule: /a/ },
        own: shared,
        methods: 'a field like any other',
        onLoad() {
          this.own.list.push(1)
          const said = [this.counter.next(), this.born.getTime(), this.deep.call(), this.deep.rule.test('a'), shared.list.length, this.methods]
          this.setData({ said: said.join(' ') })
        },
      })`,
  },
  async (phone) => {
    await phone.see('1 0 called true 0 a field like any other')
  },
)

contract(
  'a page made by Component gets its query in properties, and in onLoad',
  {
    'index.js': "Page({ onLoad() { wx.redirectTo({ url: '/pages/b/b?n=7&word=hi' }) } })",
    'pages/b/b.wxml': '<view>{{n + 1}} {{word}} {{loaded}}</view>',
    'pages/b/b.js': `Component({
      properties: { n: Number, word: String },
      data: { loaded: '' },
      methods: { onLoad(query) { this.setData({ loaded: query.n + this.data.word }) } },
    })`,
  },
  async (phone) => {
    await phone.see('8 hi 7hi')
  },
)

contract(
  'a package in node_modules is there as "build npm" would have made it',
  {
    'package.json': { dependencies: { tiny: '1.0.0', word: '1.0.0' } },
    'node_modules/tiny/package.json': { name: 'tiny', version: '1.0.0', miniprogram: 'dist' },
    'node_modules/tiny/dist/index.json': { component: true },
    'node_modules/tiny/dist/index.wxml': '<view>{{text}}</view>',
    'node_modules/tiny/dist/index.js': `
      import { shout } from './shout'
      Component({ properties: { text: { type: String, value: shout('tiny') } } })`,
    'node_modules/tiny/dist/shout.js': "export const shout = (word) => word + '!' + getApp().mark",
    'node_modules/word/package.json': { name: 'word', version: '1.0.0', main: 'main.js' },
    'node_modules/word/main.js': "module.exports = 'a word'",
    'app.js': "App({ mark: '?' })",
    'index.json': { usingComponents: { tiny: 'tiny' } },
    'index.wxml': '<tiny /><view>{{said}}</view>',
    'index.js': "Page({ data: { said: require('word') } })",
  },
  async (phone) => {
    await phone.see('tiny!?')
    await phone.see('a word')
  },
)
