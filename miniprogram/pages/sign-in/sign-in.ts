import { localize, words } from '../../i18n/index'
import type { PromptAction } from '../../i18n/prompts'
import { codeOf, signIn, type Call } from '../../services/index'
import { userInfoFrom, type GetUserInfoDetail } from '../../services/user-info'
import { askPermission, forgetPermissions } from '../../services/permission'
import { openPrivacyContract } from '../../services/privacy'
import { getUserInfo, getUserProfile, saveWechatProfile } from '../../services/profile'
import { chooseFlow, isAlreadyAuthorized } from './flows'

/** Only what the backend shows; it learns who the user is from the code alone. */
type Shown = Partial<WechatMiniprogram.UserInfo>

Page({
  data: {
    words: words().signIn,
    flow: chooseFlow(),
    /** Never set beforehand: consent is what the user does. */
    isAgreed: false,
    isAgreementMissing: false,
    hasGuideline: false,
    isSigningIn: false,
    errorCode: '',
    note: '',
  },

  /** The user left while a sign-in was in progress. */
  isGone: false,

  /** The call that "not now" aborts. */
  underWay: undefined as Call<unknown> | undefined,

  /** One flow was asked for, to be shown as it is. */
  isForced: false,

  onLoad(query: { flow?: string }) {
    const flow = chooseFlow(query.flow)
    this.isForced = Boolean(query.flow)
    this.setData({ flow, hasGuideline: wx.canIUse('openPrivacyContract') })
    if (flow === 'button' && !this.isForced) void this.skipButton()
  },

  onShow() {
    localize(this, 'signIn')
  },

  onUnload() {
    this.isGone = true
  },

  /** A user who allowed it before needs no window, so no button of WeChat's. */
  async skipButton() {
    if ((await isAlreadyAuthorized()) && !this.data.isSigningIn) {
      this.setData({ flow: 'getUserInfo' })
    }
  },

  onTapAgree() {
    this.setData({ isAgreed: !this.data.isAgreed, isAgreementMissing: false })
  },

  onTapGuideline() {
    openPrivacyContract().catch((error) => this.fail(error))
  },

  onBlocked() {
    this.setData({ isAgreementMissing: true })
  },

  /** The authorize button was answered: `detail.userInfo` is there if the user allowed it. */
  bindGetUserInfo({ detail }: WechatMiniprogram.CustomEvent<GetUserInfoDetail>) {
    forgetPermissions()
    return this.run(async () => userInfoFrom(detail))
  },

  /** The other flows begin with a plain tap; what needs the tap is called before any await. */
  onAuthorize() {
    switch (this.data.flow) {
      case 'getUserInfo':
        return this.withoutButton()
      case 'getUserProfile':
        return this.run(async () => (await getUserProfile(this.data.words.desc)).userInfo)
      case 'authorize':
        return this.authorize()
      case 'loginFirst':
        return this.loginFirst()
      case 'openData':
      case 'button':
      case 'upgrade':
        return this.run(async () => ({})) // the backend learns no name
    }
  },

  async run(ask: () => Promise<Shown>) {
    this.setData({ isSigningIn: true, errorCode: '', note: '' })
    try {
      const { nickName, avatarUrl, city, province } = await ask()
      const shown = nickName === undefined ? {} : { nickName, avatarUrl, city, province }
      await this.follow(signIn(shown))
      this.succeed()
    } catch (error) {
      this.fail(error)
    }
  },

  follow<T>(call: Call<T>): Call<T> {
    this.underWay = call
    return call
  },

  /** WeChat may have forgotten the permission meanwhile: then the button asks, at the next tap. */
  async withoutButton() {
    await this.run(async () => (await getUserInfo()).userInfo)
    if (!this.data.errorCode || this.isForced) return
    forgetPermissions()
    this.setData({ flow: 'button' })
  },

  /** `wx.authorize` fails for user info unless it was allowed before: then the button must ask. */
  async authorize() {
    this.setData({ isSigningIn: true, errorCode: '', note: '' })
    const state = await askPermission('scope.userInfo').catch(() => 'refused')
    if (state === 'granted') return this.run(async () => (await getUserInfo()).userInfo)
    this.setData({ isSigningIn: false, flow: 'button', note: this.data.words.noPrompt })
  },

  /** The session first, what WeChat knows of the user after it, encrypted. */
  async loginFirst() {
    this.setData({ isSigningIn: true, errorCode: '', note: '' })
    try {
      await this.follow(signIn({}))
    } catch (error) {
      this.fail(error)
      if (!this.data.errorCode) return
      void wx.showModal({
        content: this.data.words.loginFailed,
        showCancel: false,
        confirmText: words().prompts.labels.later,
      })
      return
    }
    try {
      await this.follow(saveWechatProfile())
      this.succeed()
    } catch (error) {
      const isUnauthorized = /^ERR_(WECHAT_LOGIN|USER_DENIED)$/.test(codeOf(error))
      if (isUnauthorized) this.offerAuthorizing()
      else this.fail(error)
    }
  },

  /** Signed in, but without what WeChat knows: only its button can ask for that. */
  offerAuthorizing() {
    this.setData({ isSigningIn: false })
    wx.showModal({
      content: this.data.words.notAuthorized,
      confirmText: this.data.words.goAuthorize,
      cancelText: words().settings.cancel,
      success: ({ confirm }) => {
        if (confirm) void wx.redirectTo({ url: '/pages/sign-in/sign-in?flow=button' })
        else this.leave()
      },
    })
  },

  succeed() {
    void wx.showToast({ title: this.data.words.done })
    this.leave()
  },

  fail(error: unknown) {
    const code = codeOf(error)
    // Called off by the user: nothing to tell.
    this.setData({ isSigningIn: false, errorCode: code === 'ERR_ABORTED' ? '' : code })
  },

  onNoticeAction({ detail }: WechatMiniprogram.CustomEvent<{ action: PromptAction }>) {
    if (detail.action === 'readPrivacy') this.onTapGuideline()
    else this.setData({ errorCode: '' })
  },

  /** Aborts a sign-in that is in progress, too. */
  onTapNotNow() {
    if (this.underWay) this.underWay.abort()
    this.leave()
  },

  /** Back to where the user came from; home when the page was opened directly. */
  leave() {
    if (this.isGone) return
    if (getCurrentPages().length > 1) void wx.navigateBack()
    else void wx.reLaunch({ url: '/pages/home/home' })
  },
})
