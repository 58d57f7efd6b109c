const { formatTime } = require('../../utils/util.js')

Page({
  data: { logs: [] },

  onLoad() {
    const logs = wx.getStorageSync('logs') || []
    this.setData({ logs: logs.map((time) => ({ time, text: formatTime(new Date(time)) })) })
  },
})
