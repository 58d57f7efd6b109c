import { contract, faultContract } from './support/contract.ts'

contract(
  'a function of WXS in a file',
  {
    'index.wxml': '<wxs src="./m.wxs" module="m" /><view>{{m.twice(n)}}</view>',
    'index.js': 'Page({ data: { n: 21 } })',
    'pages/index/m.wxs': 'function twice(n) { return n * 2 }\nmodule.exports = { twice: twice }',
  },
  async (phone) => {
    await phone.see('42')
  },
)

contract(
  'WXS requires WXS: beside it, above it, from the root, also from inside a template',
  {
    'index.wxml': `<wxs src="./a.wxs" module="a" />
      <wxs module="inline">
        var b = require('../../lib/b.wxs')
        module.exports = { say: function (n) { return 'inline ' + b.plus(n) } }
      </wxs>
      <view>{{a.say(1)}}</view><view>{{inline.say(5)}}</view>`,
    'pages/index/a.wxs': `var b = require('../../lib/b.wxs')
      module.exports = { say: function (n) { return 'file ' + b.plus(n) } }`,
    'lib/b.wxs': `var c = require('./c.wxs')
      module.exports = { plus: function (n) { return n + c.one } }`,
    'lib/c.wxs': 'module.exports = { one: 1 }',
  },
  async (phone) => {
    await phone.see('file 2')
    await phone.see('inline 6')
  },
)

contract(
  'constructor is the name of a type',
  {
    'index.wxml': `<wxs module="m">
        module.exports = {
          kinds: function (list, object) {
            return [list.constructor, object.constructor, 'a'.constructor, (1).constructor,
              true.constructor, module.exports.kinds.constructor, getDate().constructor,
              getRegExp('a').constructor, list['constructor']].join()
          },
          isList: function (value) { return value.constructor === 'Array' ? 'a list' : 'no list' }
        }
      </wxs>
      <view>{{m.kinds(list, object)}}</view><view>{{m.isList(list)}}</view><view>{{m.isList(object)}}</view>`,
    'index.js': 'Page({ data: { list: [1], object: {} } })',
  },
  async (phone) => {
    await phone.see('Array,Object,String,Number,Boolean,Function,Date,RegExp,Array')
    await phone.see('a list')
    await phone.see('no list')
  },
)

contract(
  'names as WXS has them: undeclared variables, words that JavaScript keeps for itself',
  {
    'index.wxml': `<wxs module="m">
        var class = 'card'
        var regexp = getRegExp('^a', 'i')
        function next(by) { count = (typeof count === 'number' ? count : 0) + (by || 1); return count }
        function style(color, size = 2) { return JSON.stringify({ color, size: size }) }
        module.exports = { class: class, next: next, style: style, starts: regexp.test('Abc') }
      </wxs>
      <view>{{m.class}} {{m.starts}}</view><view>{{m.next(4)}}</view><view>{{m.style('red')}}</view>`,
  },
  async (phone) => {
    await phone.see('card true')
    await phone.see('4')
    await phone.see('{"color":"red","size":2}')
  },
)

contract(
  'a failure in WXS stops only what needs it',
  {
    'index.wxml': `<wxs src="./m.wxs" module="m" />
      <view class="failed">{{m.deep(nothing)}}</view><view>{{m.well()}}</view>`,
    'pages/index/m.wxs': `module.exports = {
        deep: function (value) {
          return value.deep.er
        },
        well: function () { return 'all well' }
      }`,
  },
  async (phone) => {
    await phone.see('all well')
    expect(await phone.texts('failed')).toEqual([''])
    expect(await phone.takeProblems()).toEqual([
      expect.stringMatching(/^pages\/index\/m\.wxs:3: .*deep/),
    ])
  },
)

contract(
  'handlers in WXS: event.instance, the owner, state, and what they call',
  {
    'index.wxml': `<wxs src="./m.wxs" module="m" />
      <view class="box" data-name="box" bindtap="{{m.tap}}">box</view>
      <view class="other">other</view>
      <view>{{word}}</view>`,
    'index.js': `Page({
      data: { word: 'nothing' },
      hear(argument) { this.setData({ word: argument.name + ' ' + argument.times }) }
    })`,
    'pages/index/m.wxs': `module.exports = {
        tap: function (event, owner) {
          var instance = event.instance
          var state = instance.getState()
          state.times = (state.times || 0) + 1
          instance.setStyle({ 'font-size': '30px', marginTop: '3px' })
          instance.addClass('on').removeClass('box')
          owner.selectComponent('.other').setStyle('color: rgb(1, 2, 3)')
          owner.callMethod('hear', {
            name: instance.getDataset().name + owner.selectAllComponents('.other').length
              + instance.hasClass('on') + instance.hasClass('box') + event.type,
            times: state.times
          })
          return false
        }
      }`,
  },
  async (phone) => {
    await phone.tap('box')
    await phone.see('box1truefalsetap 1')
    await phone.tap('box')
    await phone.see('box1truefalsetap 2')
    expect(
      await phone.look((page) =>
        [...page.querySelectorAll('.on, .other')].map((one) => one.getAttribute('style')),
      ),
    ).toEqual([
      expect.stringMatching(/font-size: ?30px.*margin-top: ?3px/),
      expect.stringMatching(/color: ?rgb/),
    ])
  },
)

contract(
  'change:prop hears of a property, with the value before',
  {
    'index.wxml': `<wxs module="m">
        module.exports = {
          changed: function (value, old, owner, instance) {
            owner.callMethod('hear', value + ' after ' + old + ' at ' + instance.getDataset().at)
          }
        }
      </wxs>
      <view change:prop="{{m.changed}}" prop="{{n}}" data-at="here" bindtap="more">more</view><view>{{heard}}</view>`,
    'index.js': `Page({
      data: { n: 1, heard: '' },
      more() { this.setData({ n: this.data.n + 1 }) },
      hear(word) { this.setData({ heard: word }) }
    })`,
  },
  async (phone) => {
    await phone.tap('more')
    await phone.see('2 after 1 at here')
  },
)

contract(
  'a handler of WXS triggers an event of its component, and asks for frames',
  {
    'index.json': { usingComponents: { card: '/components/card/card' } },
    'index.wxml': '<card bindpicked="hear" /><view>{{heard}}</view>',
    'index.js': `Page({ data: { heard: 'nothing' }, hear(e) { this.setData({ heard: e.detail.by }) } })`,
    'components/card/card.json': { component: true },
    'components/card/card.js': 'Component({})',
    'components/card/card.wxml': `<wxs module="m">
        module.exports = {
          tap: function (event, owner) {
            owner.requestAnimationFrame(function () { owner.triggerEvent('picked', { by: 'wxs' }) })
          }
        }
      </wxs><view bind:tap="{{m.tap}}">pick</view>`,
  },
  async (phone) => {
    await phone.tap('pick')
    await phone.see('wxs')
  },
)

faultContract(
  'WXS that is none is a fault with file and line',
  {
    'index.wxml': '<wxs src="./m.wxs" module="m" /><view>{{m.x()}}drawn</view>',
    'pages/index/m.wxs': 'var a = 1\nvar b = () => a\nmodule.exports = { x: b }',
  },
  [/pages\/index\/m\.wxs:2.*arrow functions/],
)
