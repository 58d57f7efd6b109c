import { words } from '../../i18n/index'
import { canAuthorizeByButton, codeOf, signIn, userInfoFrom } from '../../services/index'
import type { GetUserInfoDetail } from '../../services/index'

Page({
  data: {
    words: words(),
    canIUse: canAuthorizeByButton(),
    isSigningIn: false,
    message: '',
  },

  /** The user left while a sign-in was under way. */
  isGone: false,

  onLoad() {
    void wx.setNavigationBarTitle({ title: this.data.words.signIn.title })
  },

  onUnload() {
    this.isGone = true
  },

  /** The authorize button was answered: `detail.userInfo` is there if the user allowed it. */
  async bindGetUserInfo(event: WechatMiniprogram.CustomEvent<GetUserInfoDetail>) {
    this.setData({ isSigningIn: true, message: '' })
    try {
      const { nickName, avatarUrl, city, province } = userInfoFrom(event.detail)
      await signIn({ nickName, avatarUrl, city, province })
      void wx.showToast({ title: this.data.words.signIn.done })
      this.leave()
    } catch (error) {
      this.setData({ isSigningIn: false, message: this.data.words.errors[codeOf(error)] })
    }
  },

  onTapNotNow() {
    this.leave()
  },

  /** Back to where the user came from; home when the page was opened directly. */
  leave() {
    if (this.isGone) return
    if (getCurrentPages().length > 1) void wx.navigateBack()
    else void wx.reLaunch({ url: '/pages/home/home' })
  },
})
