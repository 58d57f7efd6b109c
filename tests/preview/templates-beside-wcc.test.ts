import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lintTemplate } from '../../simulator/engine/templates/lint.ts'
import { compileScript } from '../../simulator/engine/wxs/compile.ts'

// Tencent's own compiler judges: what it refuses we refuse, what it takes we take.

const templates: [source: string, isRight: boolean][] = [
  ['<view>{{a}}</view>', true],
  ['<view>', false],
  ['</view>', false],
  ['<view><text></view></text>', false],
  ['<view a=b>x</view>', false],
  ['<view a="b" a="c"/>', true],
  ['<view/', false],
  ['<text>a</text', false],
  ['<view >a</ view>', true],
  ['<view>a < b</view>', false],
  ['<view>{{a < b}}</view>', true],
  ['<view>a > b & c</view>', true],
  ['<view 1a="b"/>', false],
  ['<view @tap="x"/>', false],
  ['<view a.b="x"/>', false],
  ['<view :a="x" _b="y" -c="z" d/>', true],
  ['<view bind:tap="x" capture-bind:tap="y" mark:a="z" change:x="{{m.a}}"/>', true],
  ['<view a = "x" b= "y"c="z"/>', true],
  ['<!-- a', true],
  ['<view><!-- <text> - -- > --></view>', true],
  ['<!DOCTYPE html><view/>', false],
  ['<br>', false],
  ['<View>x</View>', true],
  ['<view wx:if="{{a}}"/><view wx:elif="{{b}}"/><view wx:else/>', true],
  ['<view wx:if="{{a}}"/>\n <!-- c -->\n<view wx:else/>', true],
  ['<view wx:else>a</view>', false],
  ['<block wx:elif="{{a}}"/>', false],
  ['<view wx:if="{{a}}"/>x<view wx:else/>', false],
  ['<view wx:if="{{a}}"/><text/><view wx:else/>', false],
  ['<view wx:if="{{a}}"><view wx:else/></view>', false],
  ['<view wx:if>x</view>', false],
  ['<view wx:if="{{a}}" wx:elif="{{b}}"/>', false],
  ['<view wx:for="{{a}}" wx:else/>', false],
  ['<view wx:for="{{a}}" wx:if="{{b}}"/>', true],
  ['<wxs>var a = 1</wxs>', false],
  ['<wxs module="m">if (1 < 2) {}</wxs>', true],
  ['<template is="t" data="{{...o}}"/>', true],
  ['<template is="t" data="{{a, b: c, ...o}}"/>', true],
  ['<template is="t" data="{{a: d, b: {c: 1}}}"/>', false],
  ['<view a="{{a, b}}"/>', false],
  ['<view a="{{ {b: 1, c} }}"/>', true],
  ['<view a="{{ {b: 1}}}"/>', false],
  ['<view a="{{ {} }}"/>', false],
  ['<view a="{{b}}}"/>', true],
  ['<view a="{{"x"}}"/>', false],
  ['<view a=\'{{"x"}}\'/>', true],
  ['<view>{{"a}}"}}</view>', true],
  ['<view>{{a</view>', false],
  ['<view>a}}</view>', true],
  ['<view>{{}}</view>', true],
  ...(
    [
      ['a ? b : c ? d : e', true],
      ['a && b || !c', true],
      ['a === b !== c', true],
      ['a & b | c ^ ~d', true],
      ['a << 1 >> 2', true],
      ['a >>> 1', false],
      ['-a - -b', true],
      ['+a', false],
      ['a ** b', false],
      ['a ?? b', false],
      ['a?.b', false],
      ['typeof a', false],
      ['void 0', false],
      ['a in b', false],
      ['a instanceof b', false],
      ['new Date()', false],
      ['/a/', false],
      ['`a`', false],
      ['a = 1', false],
      ['a => 1', false],
      ['a; b', false],
      ['(a, b)', false],
      ['(a + b) * 2 % 3', true],
      ['a.b[c].d(e, 1)', true],
      ['a.class', true],
      ['a.1', false],
      ["'a'.length", false],
      ['[1, 2][0]', true],
      ['[...a]', false],
      ['...a', false],
      ['a ? : b', false],
      ['a /* c */', true],
      ['中', false],
      ["'中'", true],
    ] as [string, boolean][]
  ).map(([expression, isRight]): [string, boolean] => [
    `<view>{{ ${expression} }}</view>`,
    isRight,
  ]),
]

const scripts: [source: string, isRight: boolean][] = [
  ['var class = 1', true],
  ['function f(a, b = 2) { return { a } }', true],
  ['x = 5', true],
  ['var a = (() => 1)()', false],
  ['var a = `a`', false],
  ['var a = /a/', false],
  ['var a = b?.c', false],
  ['var a = b ?? c', false],
  ['var a = 2 ** 3', false],
  ['for (var k in {}) {}', false],
  ['label: for (;;) {}', false],
  ['var a = new Date()', false],
  ['let a = 1', false],
  ['try { a() } catch (e) {}', false],
  ['var a = b instanceof c', false],
  ['switch (1) { case 1: break; default: }', true],
  ['var a = {class: 1}.class, b = [1].length', true],
]

let folder: string
const wcc = join(
  dirname(createRequire(__filename).resolve('miniprogram-compiler/package.json')),
  `bin/${process.platform === 'darwin' ? 'mac' : 'linux'}/wcc`,
)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wcc-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** @returns undefined where wcc does not run on this machine */
function wccTakes(files: Record<string, string>): boolean | undefined {
  for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source)
  const { status, error } = spawnSync(wcc, ['-d', ...Object.keys(files)], { cwd: folder })
  return error || status === null ? undefined : status === 0
}

/** A process each is what takes time: all that is right is asked about at once, the rest one by one. */
let areAllTaken: boolean | undefined
function areRightTaken(): boolean | undefined {
  const files = [
    ...rightOf(templates).map((source, at) => [`right-${at}.wxml`, source]),
    ...rightOf(scripts).map((source, at) => [`right-${at}.wxs`, source]),
  ]
  areAllTaken ??= wccTakes(Object.fromEntries(files) as Record<string, string>)
  return areAllTaken
}

const rightOf = (cases: [string, boolean][]) =>
  cases.flatMap(([source, isRight]) => (isRight ? [source] : []))

/** The verdict on one; of many at once only the good one tells. */
function judge(files: Record<string, string>, isRight: boolean): boolean | undefined {
  return isRight && areRightTaken() ? true : wccTakes(files)
}

beforeAll(() => {
  try {
    chmodSync(wcc, 0o755) // npm leaves it as it was packed
  } catch {} // there is none for this machine
})

test.each(templates)('%s', (source, isRight) => {
  expect(lintTemplate(source)).toHaveLength(isRight ? 0 : 1)
  expect([isRight, undefined]).toContain(judge({ 'a.wxml': source }, isRight))
})

test.each(scripts)('WXS: %s', (source, isRight) => {
  const { faults } = compileScript(source, { file: 'm.wxs', line: 1, files: new Set() })
  expect(faults).toHaveLength(isRight ? 0 : 1)
  const judged = judge({ 'a.wxml': '<view/>', 'm.wxs': source }, isRight)
  expect([isRight, undefined]).toContain(judged)
})
