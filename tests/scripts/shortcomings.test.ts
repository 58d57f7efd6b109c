import { rmSync } from 'node:fs'
import { describeShortcomings } from '../../simulator/check/describe.ts'
import { findShortcomings } from '../../simulator/check/usage.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { writeProject } from '../contracts/support/project.ts'

function shortcomingsOf(files: Record<string, string>) {
  const root = writeProject(files)
  try {
    return findShortcomings(readProject(findProject(root)))
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('names what is used and not simulated, with file and line, and what is there in part', () => {
  const found = shortcomingsOf({
    'index.wxml': '<view>a</view>\n<!-- <nothing/> -->\n<hologram wx:if="{{a}}" /><own />',
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
  })
  const index = 'pages/index/index'
  expect(found).toEqual([
    {
      name: 'wx.createUDPSocket',
      uses: [6, 9, 9].map((line) => ({ file: `${index}.js`, line })),
    },
    { name: '<hologram>', uses: [{ file: `${index}.wxml`, line: 3 }] },
    {
      name: 'wx.requestPayment',
      note: expect.stringContaining('nothing is paid') as string,
      uses: [{ file: `${index}.js`, line: 7 }],
    },
  ])
  expect(describeShortcomings(found).split('\n')).toEqual([
    '没有模拟 · not simulated:',
    `  wx.createUDPSocket  ${index}.js:6, ${index}.js:9, ${index}.js:9`,
    `  <hologram>  ${index}.wxml:3`,
    '部分模拟 · in part: wx.requestPayment',
  ])
  expect(describeShortcomings(found, true)).toContain('nothing is paid')
})

test('says nothing of a mini-program that uses only what is there', () => {
  const found = shortcomingsOf({
    'index.wxml': '<view bindtap="go">a</view>',
    'index.js': 'Page({ go() { wx.navigateBack({}) } })',
  })
  expect(describeShortcomings(found)).toBe('')
})
