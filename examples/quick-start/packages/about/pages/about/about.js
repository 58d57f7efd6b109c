const { greet } = require('tiny-greeting')

Page({
  data: { stars: 0, thanks: '' },

  onLoad({ stars }) {
    this.setData({ stars: Number(stars) })
  },

  onRate({ detail }) {
    this.setData({ stars: detail.stars, thanks: greet(getApp().globalData.loginCode !== '') })
  },
})
