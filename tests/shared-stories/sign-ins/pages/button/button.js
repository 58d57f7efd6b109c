// 2018 to 2021: a button of WeChat's returns the profile, and the same encrypted for the server.
const { call, promised, signIn } = require('../../backend')

Page({
  data: { userInfo: null, canDecrypt: false, decrypted: '' },

  async onLoad() {
    const userInfo = wx.getStorageSync('userInfo')
    if (!userInfo) return
    const isOver = await promised(wx.checkSession).then(
      () => false,
      () => true,
    )
    if (isOver) wx.clearStorageSync()
    else this.setData({ userInfo })
  },

  onGotUserInfo({ detail }) {
    if (!detail.userInfo) {
      wx.showModal({ title: '警告', content: '拒绝授权将无法正常使用', showCancel: false })
      return
    }
    this.enter(detail).catch(({ message }) => wx.showToast({ title: message, icon: 'none' }))
  },

  async enter({ userInfo }) {
    wx.showLoading({ title: '登录中' })
    try {
      await signIn({ nickName: userInfo.nickName, avatarUrl: userInfo.avatarUrl })
      wx.setStorageSync('userInfo', userInfo)
      this.setData({ userInfo })
      // The key of the session that has just begun decrypts what is fetched from now on.
      const { rawData, signature, encryptedData, iv } = await promised(wx.getUserInfo, {
        withCredentials: true,
      })
      const sent = { rawData, signature, encryptedData, iv }
      const { nickName } = await call('POST', '/profile/wechat', sent)
      this.setData({ canDecrypt: true, decrypted: nickName })
    } finally {
      wx.hideLoading()
    }
  },

  async signOut() {
    await call('POST', '/logout')
    wx.removeStorageSync('token')
    wx.removeStorageSync('userInfo')
    this.setData({ userInfo: null, canDecrypt: false })
  },
})
