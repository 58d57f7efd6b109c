// Since 2022: a person chooses a picture, types a name, and gives the phone number.
const { call, header, promised, signIn } = require('../../backend')

Page({
  data: { avatarUrl: '', phoneNumber: '', saved: '' },

  onChooseAvatar({ detail }) {
    this.setData({ avatarUrl: detail.avatarUrl })
  },

  async onGotPhoneNumber({ detail }) {
    if (!detail.code) {
      wx.showToast({ title: '需要手机号才能登录', icon: 'none' })
      return
    }
    await signIn()
    const { phoneNumber } = await call('POST', '/phone', { code: detail.code })
    this.setData({ phoneNumber })
  },

  async save({ detail }) {
    const { nickName } = detail.value
    if (!wx.getStorageSync('token')) await signIn()
    const { data } = await promised(wx.uploadFile, {
      url: `${getApp().globalData.backend}/avatar`,
      filePath: this.data.avatarUrl,
      name: 'file',
      header: header(),
    })
    const { avatarUrl } = JSON.parse(data)
    await call('PUT', '/profile', { nickName, avatarUrl })
    this.setData({ saved: nickName })
  },
})
