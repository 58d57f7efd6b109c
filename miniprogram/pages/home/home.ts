import { fill, words } from '../../i18n/index'
import { codeOf, currentUser, getSession, subscribe, signOut } from '../../services/index'
import type { StoredUserInfo } from '../../services/index'

Page({
  data: {
    words: words(),
    user: null as StoredUserInfo | null,
    message: '',
    isError: false,
    isAsking: false,
  },

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    void wx.setNavigationBarTitle({ title: this.data.words.home.title })
    this.stopListening = subscribe(() => this.showUser())
  },

  onShow() {
    this.showUser()
  },

  onUnload() {
    this.stopListening()
  },

  showUser() {
    this.setData({ user: currentUser() || null })
  },

  onTapSignIn() {
    this.setData({ message: '' })
    void wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  },

  async onTapAskServer() {
    this.setData({ isAsking: true, message: '' })
    const { home, errors } = this.data.words
    try {
      const { user, expiresIn } = await getSession()
      const name = user.nickName || home.nameless
      const message = fill(home.serverSays, { name, hours: Math.round(expiresIn / 3600) })
      this.setData({ isAsking: false, isError: false, message })
    } catch (error) {
      this.setData({ isAsking: false, isError: true, message: errors[codeOf(error)] })
    }
  },

  onTapSignOut() {
    this.setData({ message: '' })
    signOut()
  },
})
