import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { forJavaScriptCompiler, tagsOf } from '../../simulator/jest/plain-wxml.ts'

interface Templates {
  compileTemplates: (
    root: string,
    load?: () => unknown,
  ) => { script?: { runInThisContext(): unknown }; reason?: string }
}
interface Project {
  findMiniprogram: (rootDir: string, option?: string) => string
}

const { compileTemplates } = require('../../simulator/jest/templates.cjs') as Templates
const { findMiniprogram } = require('../../simulator/jest/project.cjs') as Project

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weapp-'))
})

afterEach(() => {
  jest.restoreAllMocks()
  rmSync(root, { recursive: true })
})

function write(name: string, content: string | object) {
  const file = join(root, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

/** miniprogram-compiler with another program in place of wcc. */
function compilerWith(program: string) {
  const copy = join(root, 'node_modules/miniprogram-compiler')
  cpSync('node_modules/miniprogram-compiler/src/wcc.js', join(copy, 'src/wcc.js'))
  for (const name of ['linux/wcc', 'mac/wcc', 'windows/wcc.exe']) {
    mkdirSync(dirname(join(copy, 'bin', name)), { recursive: true })
    writeFileSync(join(copy, 'bin', name), program, { mode: 0o755 })
  }
  const wcc = require(join(copy, 'src/wcc.js')) as (
    root: string,
    files: string[],
    wxs: [],
  ) => string
  return { wxmlToJs: (folder: string) => wcc(folder, [], []) }
}

describe('templates', () => {
  test('are compiled again when one of them changed, and only then', () => {
    const file = write('a.wxml', '<view>{{word}}</view>')
    const load = jest.fn(() => ({ wxmlToJs: () => 'return () => "compiled"' }))
    const first = compileTemplates(root, load)
    expect(compileTemplates(root, load)).toBe(first)
    expect(first.script).toBeDefined()
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    expect(compileTemplates(root, load)).not.toBe(first)
    write('b.wxml', '<view/>')
    compileTemplates(root, load)
    expect(load).toHaveBeenCalledTimes(3)
  })

  test("that are wrong fail with WeChat's own words", () => {
    write('a.wxml', '<view>{{</view')
    expect(() => compileTemplates(root)).toThrow(/can't be compiled.*a\.wxml/s)
  })

  test('on a machine that can not run wcc are left to the compiler in JavaScript, with a notice', () => {
    write('a.wxml', '<view/>')
    const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const load = () => compilerWith('\x7fELF\x02\x01\x01 a program for another processor')
    expect(compileTemplates(root, load).reason).toMatch(/./)
    write('b.wxml', '<view/>')
    expect(compileTemplates(root, load).script).toBeUndefined()
    expect(told).toHaveBeenCalledTimes(1)
    expect(told.mock.calls[0]?.[0]).toMatch(/\(wcc\) does not run on this machine: .+What differs/s)
  })
})

describe('a template for the compiler in JavaScript', () => {
  const plain = (wxml: string) => forJavaScriptCompiler(wxml, 'pages/a/a.wxml', root)

  test('keeps wx:for and wx:if of one tag apart, wx:for around wx:if', () => {
    expect(
      plain('<view wx:for="{{list}}" wx:key="id" wx:if="{{item.on}}" class="a"><text/></view>'),
    ).toBe(
      '<block wx:for="{{list}}" wx:key="id"><wx-view wx:if="{{item.on}}" class="a"><wx-text/></wx-view></block>',
    )
    expect(plain('<a wx:for="{{l}}" wx:if="{{x > 1}}"/>')).toBe(
      '<block wx:for="{{l}}"><wx-a wx:if="{{x > 1}}"/></block>',
    )
    expect(plain('<block wx:if="{{a}}"><slot/><!-- <b> --></block>')).toBe(
      '<block wx:if="{{a}}"><slot/></block>',
    )
    expect(tagsOf('<wx-view><wx-a/></wx-view>')).toEqual(['wx-view', 'wx-a'])
  })

  test('holds what it includes', () => {
    write('pages/a/part.wxml', '<text>part</text><include src="/shared/foot" />')
    write('shared/foot.wxml', '<text>foot</text>')
    expect(plain('<view><include src="part.wxml"/></view>')).toBe(
      '<wx-view><wx-text>part</wx-text><wx-text>foot</wx-text></wx-view>',
    )
  })

  test.each(['<template is="x"/>', '<import src="x.wxml"/>', '<wxs src="x.wxs" module="m"/>'])(
    'is refused where that compiler would leave something out: %s',
    (wxml) => {
      expect(() => plain(wxml)).toThrow(/pages\/a\/a\.wxml uses <\w+.*can not run WeChat's own/s)
    },
  )
})

describe('the mini-program under test', () => {
  test('is where project.config.json says, or the option, or the project itself', () => {
    write('src/app.json', {})
    expect(() => findMiniprogram(root)).toThrow('No mini-program found')
    expect(findMiniprogram(root, 'src')).toBe(join(root, 'src'))
    write('project.config.json', { miniprogramRoot: 'src/' })
    expect(findMiniprogram(root)).toBe(join(root, 'src'))
    expect(findMiniprogram(join(root, 'src'))).toBe(join(root, 'src')) // found from below, too
    write('project.config.json', { miniprogramRoot: 'dist/' })
    expect(() => findMiniprogram(root)).toThrow(
      /project\.config\.json says.*dist, but no app\.json/,
    )
    expect(() => findMiniprogram(root, 'lib')).toThrow('testEnvironmentOptions.miniprogram says')
    rmSync(join(root, 'project.config.json'))
    write('app.json', {})
    expect(findMiniprogram(root)).toBe(root)
  })
})
