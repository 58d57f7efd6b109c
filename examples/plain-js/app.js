const { resume } = require('./login/services/index')

App({
  onLaunch() {
    resume().catch(() => {}) // a cached session costs no network; nothing waits for it
  },
})
