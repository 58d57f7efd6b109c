import { words } from './i18n/index'
import { reportProblem } from './report'
import { currentUser, rememberUser, resume, subscribe } from './services/index'
import type { StoredUserInfo } from './services/index'

/** The app as `getApp<AppOptions>()` returns it. */
export interface AppOptions {
  globalData: {
    /** The signed-in user. A copy for reading: change it with `setGlobalUserInfo`. */
    userInfo: StoredUserInfo | null
  }
  /** Keeps a name and picture of the signed-in user. Does nothing while nobody is signed in. */
  setGlobalUserInfo: (user: Partial<Omit<StoredUserInfo, 'id'>>) => void
  getGlobalUserInfo: () => StoredUserInfo | null
}

App<AppOptions>({
  globalData: { userInfo: null },

  onLaunch() {
    const show = () => {
      this.globalData.userInfo = currentUser() || null
    }
    subscribe(show)
    show()
    // Not awaited: pages show what the phone remembers and are told when that changes. A failure is not
    // shown here: the user has not asked for anything yet, and the next authorized call fails in the
    // same way.
    resume().catch(() => {})
    offerUpdate()
  },

  setGlobalUserInfo({ nickName, avatarUrl }) {
    const known = this.globalData.userInfo
    if (!known) return
    // Only what is ours: user info of WeChat's holds more, and code of the tutorials passes it whole.
    rememberUser({
      nickName: nickName === undefined ? known.nickName : nickName,
      avatarUrl: avatarUrl === undefined ? known.avatarUrl : avatarUrl,
    })
  },

  getGlobalUserInfo() {
    return this.globalData.userInfo
  },

  onError(text) {
    reportProblem(text)
  },

  onUnhandledRejection({ reason }) {
    reportProblem(reason)
  },

  /** An old link or QR code. Must navigate at once, or WeChat shows its own page. */
  onPageNotFound() {
    void wx.reLaunch({ url: '/pages/home/home' })
  },
})

/** A new version takes over at the next cold start, or now if the user wants it. */
function offerUpdate() {
  if (!wx.canIUse('getUpdateManager')) return
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => {
    const { updateTitle, updateReady, restart, later } = words().app
    wx.showModal({
      title: updateTitle,
      content: updateReady,
      confirmText: restart,
      cancelText: later,
      success: ({ confirm }) => {
        if (confirm) manager.applyUpdate()
      },
    })
  })
}
