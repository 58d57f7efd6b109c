// 2021 to 2022: wx.getUserProfile, in a tap, asks every time.
const { signIn } = require('../../backend')

Page({
  data: { user: null, canIUseGetUserProfile: false },

  onLoad() {
    if (wx.getUserProfile) this.setData({ canIUseGetUserProfile: true })
  },

  getUserProfile() {
    wx.getUserProfile({
      desc: '用于完善会员资料',
      success: ({ userInfo }) => this.enter(userInfo),
      fail: ({ errMsg }) => wx.showToast({ title: errMsg, icon: 'none' }),
    })
  },

  async enter({ nickName, avatarUrl }) {
    const user = await signIn({ nickName, avatarUrl })
    wx.setStorageSync('user', user)
    this.setData({ user })
  },
})
