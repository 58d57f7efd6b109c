import { fill, localize, words } from '../../i18n/index'
import { codeOf, currentUser, getSession, subscribe, signOut } from '../../services/index'
import type { StoredUserInfo } from '../../services/index'
import { isAnonymous } from '../../services/profile'

Page({
  data: {
    words: words().home,
    user: null as StoredUserInfo | null,
    /** Nothing of the user's own to show yet. */
    isUnnamed: false,
    answer: '',
    errorCode: '',
    isAsking: false,
  },

  /** What the user wanted when they had to sign in first; done as soon as they have. */
  wanted: '',

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    this.stopListening = subscribe(() => this.showUser())
  },

  onShow() {
    localize(this, 'home')
    this.showUser()
    const { wanted } = this
    this.wanted = ''
    if (wanted && this.data.user) void this.askServer()
  },

  onUnload() {
    this.stopListening()
  },

  showUser() {
    const user = currentUser() || null
    this.setData({ user, isUnnamed: Boolean(user) && (!user!.nickName || isAnonymous(user!)) })
  },

  onTapSignIn() {
    this.setData({ answer: '', errorCode: '' })
    void wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  },

  onTapAskServer() {
    if (this.data.user) return this.askServer()
    this.wanted = 'askServer'
    this.onTapSignIn()
  },

  async askServer() {
    this.setData({ isAsking: true, answer: '', errorCode: '' })
    try {
      const { user, expiresIn } = await getSession()
      const { serverSays, nameless } = this.data.words
      const name = user.nickName || nameless
      this.setData({ answer: fill(serverSays, { name, hours: Math.round(expiresIn / 3600) }) })
    } catch (error) {
      this.setData({ errorCode: codeOf(error) })
    }
    this.setData({ isAsking: false })
  },

  onNoticeAction({ detail }: WechatMiniprogram.CustomEvent<{ action: string }>) {
    if (detail.action === 'retry') return this.askServer()
    this.wanted = 'askServer'
    this.onTapSignIn()
  },

  onTapProfile() {
    void wx.navigateTo({ url: '/pages/profile/profile' })
  },

  onTapSettings() {
    void wx.navigateTo({ url: '/pages/settings/settings' })
  },

  onTapSignOut() {
    const { signOut: title, signOutAsk: content, confirm, cancel } = words().settings
    wx.showModal({
      title,
      content,
      confirmText: confirm,
      cancelText: cancel,
      success: (answer) => {
        if (!answer.confirm) return
        this.setData({ answer: '', errorCode: '' })
        signOut()
      },
    })
  },
})
