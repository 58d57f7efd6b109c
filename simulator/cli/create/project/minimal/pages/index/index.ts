import { getSession } from '../../services/account'
import { codeOf, currentUser, signIn, signOut, subscribe } from '../../services/index'
import type { StoredUserInfo } from '../../services/index'

Page({
  data: {
    user: null as StoredUserInfo | null,
    isAgreed: false,
    isBusy: false,
    message: '',
  },

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    this.stopListening = subscribe(() => this.showUser())
    this.showUser()
  },

  onUnload() {
    this.stopListening()
  },

  showUser() {
    this.setData({ user: currentUser() || null })
  },

  onChangeAgreement({ detail }: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ isAgreed: detail.value.length > 0 })
  },

  async onTapSignIn() {
    if (!this.data.isAgreed) return this.setData({ message: '请先勾选同意' })
    await this.run(async () => {
      await signIn()
      return '登录成功'
    })
  },

  async onTapAskServer() {
    await this.run(async () => {
      const { expiresIn } = await getSession()
      return `登录还有 ${Math.round(expiresIn / 3600)} 小时有效`
    })
  },

  onTapSignOut() {
    signOut()
    this.setData({ message: '已退出' })
  },

  /** Shows what comes of a call: its words, or the code of its error. */
  async run(call: () => Promise<string>) {
    this.setData({ isBusy: true, message: '' })
    try {
      this.setData({ message: await call() })
    } catch (error) {
      this.setData({ message: `没有成功（${codeOf(error)}），请稍后再试` })
    }
    this.setData({ isBusy: false })
  },
})
