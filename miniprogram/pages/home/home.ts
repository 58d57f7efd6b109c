import { fill, localize, words } from '../../i18n/index'
import { getSession } from '../../services/account'
import { codeOf, currentUser, subscribe, signOut } from '../../services/index'
import type { StoredUserInfo } from '../../services/index'
import { isAnonymous } from '../../services/profile'
import { ask } from '../ask'

Page({
  data: {
    words: words().home,
    user: null as StoredUserInfo | null,
    /** Nothing of the user's own to show yet. */
    isUnnamed: false,
    /** The server's answer, in words. */
    answer: '',
    errorCode: '',
    isAsking: false,
  },

  /** The action that needs a sign-in; it runs once the user has signed in. */
  wanted: '',

  /** The server's answer: the owner of the session, and the hours it has left. */
  answered: null as { name: string; hours: number } | null,

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    this.stopListening = subscribe((event) => {
      if (event !== 'renewed') this.forget() // the answer was about a user who is no longer signed in
      this.showUser()
    })
  },

  onShow() {
    localize(this, 'home')
    this.showUser()
    this.showAnswer()
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

  showAnswer() {
    const { answered } = this
    const { serverSays, nameless } = this.data.words
    if (!answered) return
    const { name, hours } = answered
    this.setData({ answer: fill(serverSays, { name: name || nameless, hours }) })
  },

  /** Clears the answer of an earlier request. */
  forget() {
    this.answered = null
    this.setData({ answer: '', errorCode: '' })
  },

  onTapSignIn() {
    this.forget()
    void wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  },

  onTapAskServer() {
    if (this.data.user) return this.askServer()
    this.wanted = 'askServer'
    this.onTapSignIn()
  },

  async askServer() {
    this.forget()
    this.setData({ isAsking: true })
    try {
      const { user, expiresIn } = await getSession()
      this.answered = { name: user.nickName, hours: Math.round(expiresIn / 3600) }
      this.showAnswer()
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

  async onTapSignOut() {
    const { signOut: title, signOutAsk } = words().settings
    if (await ask(title, signOutAsk)) signOut()
  },
})
