import { contract } from './support/contract.ts'

const answered = '<text wx:if="{{answer}}">{{answer}}</text>'

contract(
  'what is drawn on a canvas becomes a picture that is there',
  {
    'index.wxml': `<canvas canvas-id="c" style="width: 100px; height: 50px"></canvas>
      <button bindtap="draw">画</button>${answered}`,
    'index.js': `Page({
      data: { answer: '' },
      draw() {
        const context = wx.createCanvasContext('c')
        const gradient = context.createLinearGradient(0, 0, 100, 0)
        gradient.addColorStop(0, 'red')
        gradient.addColorStop(1, 'blue')
        context.setFillStyle(gradient)
        context.fillRect(0, 0, 100, 50)
        context.setFontSize(12)
        context.fillText('字', 10, 20)
        context.draw(false, () => {
          wx.canvasToTempFilePath({
            canvasId: 'c',
            success: ({ tempFilePath, errMsg }) => {
              wx.getFileSystemManager().getFileInfo({
                filePath: tempFilePath,
                success: ({ size }) => this.setData({ answer: errMsg + ' ' + (size > 50) }),
              })
            },
            fail: ({ errMsg }) => this.setData({ answer: errMsg }),
          })
        })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('画')
    await phone.see('canvasToTempFilePath:ok true')
  },
)

contract(
  'a canvas of the newer kind comes by a selector query',
  {
    'index.wxml': `<canvas type="2d" id="c" style="width: 100px; height: 50px"></canvas>
      <button bindtap="draw">画</button>${answered}`,
    'index.js': `Page({
      data: { answer: '' },
      draw() {
        wx.createSelectorQuery().select('#c').fields({ node: true, size: true }).exec(([{ node, width }]) => {
          node.width = width * 2
          const context = node.getContext('2d')
          context.fillStyle = '#ff0000'
          context.fillRect(0, 0, 10, 10)
          const measured = context.measureText('字').width > 0
          const image = node.createImage()
          image.onload = () => {
            context.drawImage(image, 0, 0)
            wx.canvasToTempFilePath({
              canvas: node,
              fileType: 'jpg',
              success: ({ tempFilePath }) =>
                this.setData({ answer: [node.width, measured, /\\.jpg$/.test(tempFilePath)].join() }),
              fail: ({ errMsg }) => this.setData({ answer: errMsg }),
            })
          }
          image.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
        })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('画')
    await phone.see('200,true,true')
  },
)

contract(
  'a canvas that no page shows',
  {
    'index.wxml': `<button bindtap="draw">画</button>${answered}`,
    'index.js': `Page({
      data: { answer: '' },
      draw() {
        const canvas = wx.createOffscreenCanvas({ type: '2d', width: 20, height: 10 })
        canvas.getContext('2d').fillRect(0, 0, 1, 1)
        this.setData({ answer: canvas.width + 'x' + canvas.height })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('画')
    await phone.see('20x10')
  },
)
