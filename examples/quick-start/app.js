App({
  globalData: { loginCode: '' },

  onLaunch() {
    const launches = wx.getStorageSync('logs') || []
    wx.setStorageSync('logs', [Date.now(), ...launches])

    wx.login({
      success: ({ code }) => {
        this.globalData.loginCode = code // a backend would exchange it for a session
      },
    })
  },
})
