Page({
  data: { avatarUrl: '', nickName: '', savedName: '', isRefused: false, greeting: '' },

  onLoad() {
    this.setData({ savedName: wx.getStorageSync('nickName') })
  },

  onChooseAvatar({ detail }) {
    this.setData({ avatarUrl: detail.avatarUrl })
  },

  onReview({ detail }) {
    this.setData({ isRefused: !detail.pass })
  },

  // Read here, not on blur: WeChat empties the field when the name does not pass its review.
  onSubmit({ detail }) {
    const { nickName } = detail.value
    if (!nickName) return
    wx.setStorageSync('nickName', nickName)
    this.setData({ savedName: nickName })
  },

  onTapGreeting() {
    wx.request({
      url: 'https://api.example.com/greeting',
      success: ({ statusCode, data }) => {
        this.setData({ greeting: statusCode === 200 ? data.text : '现在没有问候' })
      },
      fail: () => this.setData({ greeting: '网络不通' }),
    })
  },

  onTapLogs() {
    wx.navigateTo({ url: '/pages/logs/logs' })
  },

  onTapAbout() {
    wx.navigateTo({ url: '/packages/about/pages/about/about?stars=4' })
  },
})
