import { contract } from './support/contract.ts'

const asking = (call: string) => ({
  'index.wxml': '<button bindtap="ask">去</button><text wx:if="{{answer}}">{{answer}}</text>',
  'index.js': `Page({
    data: { answer: '' },
    ask() {
      const tell = (result) => this.setData({ answer: this.read(result) })
      ${call}
    },
    read: ({ errMsg, ...rest }) => errMsg + ' ' + Object.values(rest).join(),
  })`,
})

const bill = "timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', paySign: 's'"
const pay = asking(`wx.requestPayment({ ${bill}, success: tell, fail: tell })`)

contract('paying is asked of the person, who pays', pay, async (phone) => {
  await phone.tap('去')
  await phone.press('支付')
  await phone.see(/^requestPayment:ok/)
})

contract('paying is asked of the person, who would rather not', pay, async (phone) => {
  await phone.tap('去')
  await phone.press('取消')
  await phone.see(/^requestPayment:fail cancel/)
})

contract(
  'a code is scanned',
  asking('wx.scanCode({ success: ({ result, errMsg }) => tell({ result, errMsg }) })'),
  async (phone) => {
    await phone.tap('去')
    await phone.press('扫码')
    await phone.see('scanCode:ok https://example.com/')
  },
)

contract(
  'an address is chosen',
  asking(`wx.chooseAddress({
    success: ({ errMsg, userName, cityName }) => tell({ errMsg, userName, cityName }),
  })`),
  async (phone) => {
    await phone.tap('去')
    await phone.press('使用')
    await phone.see('chooseAddress:ok 张三,广州市')
  },
)

contract(
  'a location needs a consent, and a map is closed again',
  asking(`wx.getLocation({
    success: ({ errMsg, latitude, longitude }) => {
      tell({ errMsg, latitude })
      wx.openLocation({ latitude, longitude, name: '这里' })
    },
    fail: tell,
  })`),
  async (phone) => {
    await phone.tap('去')
    await phone.press('允许')
    await phone.press('关闭')
    await phone.see('getLocation:ok 39.908823')
  },
)

contract(
  'another mini-program is opened when the person allows it',
  asking("wx.navigateToMiniProgram({ appId: 'wx1', success: tell, fail: tell })"),
  async (phone) => {
    await phone.tap('去')
    await phone.press('允许')
    await phone.see(/^navigateToMiniProgram:ok/)
  },
)

contract(
  'pictures are shown, and closed',
  asking(
    "wx.previewImage({ urls: ['data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'], success: tell })",
  ),
  async (phone) => {
    await phone.tap('去')
    await phone.press('关闭')
    await phone.see(/^previewImage:ok/)
  },
)
