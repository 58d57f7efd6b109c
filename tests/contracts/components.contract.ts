import { contract } from './support/contract.ts'
import { withBox } from './support/box.ts'

contract(
  'properties may have the names of what a component has itself',
  withBox(
    '<box dataset="{{d}}" class-name="c" data="x" id="y" style="color: red" hidden="{{false}}" is="z" />',
    {
      js: `Component({
      properties: { dataset: null, className: String, data: String, id: String, style: String, hidden: Boolean, is: String },
      data: { said: '' },
      attached() { this.setData({ said: this.properties.dataset.a + this.data.className + this.data.data }) }
    })`,
    },
    'Page({ data: { d: { a: 1 } } })',
  ),
  async (phone) => {
    await phone.see('1cx')
  },
)

contract(
  'a property of several types takes each, and its value may be missing',
  withBox(
    '<box a="5" b="{{6}}" c="{{list}}" d="{{list}}" />',
    {
      js: `Component({
      properties: {
        a: { type: [String, Number], value: 1 }, b: { type: String, optionalTypes: [Number] },
        c: { type: Array, optionalTypes: [Object] }, d: { type: Object, value: null }, e: [String, Number], f: { value: 7 },
      },
      data: { said: '' },
      attached() { this.setData({ said: JSON.stringify([this.data.a, this.data.b, this.data.c, this.data.f]) }) }
    })`,
    },
    'Page({ data: { list: [1] } })',
  ),
  async (phone) => {
    await phone.see('["5",6,[1],7]')
  },
)

contract(
  'an observer by name that does not exist is no end; the old way of observers too',
  withBox(
    '<box a="{{a}}" /><view bindtap="more">more</view>',
    {
      js: `Component({
      properties: { a: { type: Number, observer: 'onA' }, b: { type: Number, observer: 'missing' },
        c: { type: Number, observer(now, old) { this.setData({ said: this.data.said + now + old }) } } },
      observers: { 'a, b': 'onBoth', c: 'nothing' },
      data: { said: '' },
      methods: {
        onA(now, old) { this.setData({ said: 'a' + now + old, b: 3, c: 4 }) },
        onBoth() { this.both = true },
      }
    })`,
    },
    'Page({ data: { a: 1 }, more() { this.setData({ a: 2 }) } })',
  ),
  async (phone) => {
    await phone.tap('more')
    await phone.see('a21')
  },
)

contract(
  "behaviors: WeChat's own by name, a script's with definitionFilter",
  {
    ...withBox(
      '<box bindsaid="hear" name="n" value="v" />',
      {
        js: `const shared = require('../../shared.js')
        Component({
          behaviors: [shared, 'wx://form-field', 'wx://component-export'],
          extra: { word: 'filtered' },
          data: { said: '' },
          export() { return { secret: 42 } },
          attached() { this.setData({ said: this.data.word + this.data.value + this.data.name }) },
        })`,
      },
      `Page({ data: {}, find() { return this.selectComponent('.b') } })`,
    ),
    'shared.js': `module.exports = Behavior({
      definitionFilter(definition) { definition.data = { ...definition.data, ...definition.extra } }
    })`,
    'index.wxml': '<box class="b" name="n" value="v" />',
  },
  async (phone) => {
    await phone.see('filteredvn')
    expect(await phone.call('find')).toEqual({ secret: 42 })
  },
)

contract(
  'components of a form: wx://form-field gives a value, wx://form-field-button submits',
  {
    'index.json': { usingComponents: { field: '/c/field', send: '/c/send' } },
    'index.wxml': `<form bindsubmit="submit"><field name="own" /><input name="plain" value="p" />
      <send /></form><view>{{heard}}</view>`,
    'index.js': `Page({ data: { heard: '' }, submit(e) { this.setData({ heard: JSON.stringify(e.detail.value) }) } })`,
    'c/field.json': { component: true },
    'c/field.js': `Component({ behaviors: ['wx://form-field'], data: { value: 'start' },
      methods: { tap() { this.setData({ value: 'tapped' }) } } })`,
    'c/field.wxml': '<view bindtap="tap">set</view>',
    'c/send.json': { component: true },
    'c/send.js': `Component({ behaviors: ['wx://form-field-button'] })`,
    'c/send.wxml': '<button form-type="submit">send</button>',
  },
  async (phone) => {
    await phone.tap('set')
    await phone.tap('send')
    await phone.see('{"own":"tapped","plain":"p"}')
  },
)

contract(
  'model: both ways, on a field and on components within components',
  {
    ...withBox(
      `<box model:word="{{word}}" /><input model:value="{{word}}" placeholder="word" /><view>page {{word}}</view>`,
      {
        js: `Component({ properties: { word: String }, methods: { set() { this.setData({ word: 'from box' }) } } })`,
        wxml: '<input model:value="{{word}}" placeholder="inner" /><view bindtap="set">set</view>',
      },
      `Page({ data: { word: 'first' } })`,
    ),
  },
  async (phone) => {
    await phone.see('page first')
    await phone.tap('set')
    await phone.see('page from box')
    expect(await phone.valueOf('word')).toBe('from box')
    await phone.type('word', 'typed')
    await phone.see('page typed')
    expect(await phone.valueOf('inner')).toBe('typed')
    await phone.type('inner', 'within')
    await phone.see('page within')
  },
)
