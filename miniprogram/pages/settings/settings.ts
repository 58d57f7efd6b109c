import { VERSION } from '../../config'
import {
  chooseLanguage,
  chosenLanguage,
  languageNames,
  localize,
  words,
  type Language,
} from '../../i18n/index'
import type { PromptAction } from '../../i18n/prompts'
import { deleteAccount } from '../../services/account'
import { codeOf, currentUser, signOut, subscribe } from '../../services/index'
import { openPrivacyContract } from '../../services/privacy'
import { ask } from '../ask'

/** The permissions this mini-program may ask for. Leave out what yours never uses. */
const scopes = [
  'scope.userInfo',
  'scope.userLocation',
  'scope.camera',
  'scope.record',
  'scope.writePhotosAlbum',
]

const languages = Object.keys(languageNames) as Language[]

Page({
  data: {
    words: words().settings,
    scopes,
    isSignedIn: false,
    isDeleting: false,
    hasGuideline: false,
    language: '',
    version: '',
    errorCode: '',
    /** The failed action has a button of its own on the page. */
    hasOwnRetry: false,
  },

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    this.stopListening = subscribe(() => this.showUser())
  },

  onShow() {
    this.showSettings()
    this.showUser()
  },

  showSettings() {
    localize(this, 'settings')
    const { version, envVersion } = wx.getAccountInfoSync().miniProgram
    const language = chosenLanguage()
    const { builds, followWechat } = this.data.words
    this.setData({
      // WeChat knows the number only of the version that users have.
      version: `${version || VERSION} ${builds[envVersion] || ''}`,
      language: language ? languageNames[language] : followWechat,
      hasGuideline: wx.canIUse('openPrivacyContract'),
    })
  },

  onUnload() {
    this.stopListening()
  },

  showUser() {
    this.setData({ isSignedIn: Boolean(currentUser()) })
  },

  refreshPermissions() {
    this.selectAllComponents('.permission').forEach((row) =>
      (row as unknown as { refresh: () => void }).refresh(),
    )
  },

  onPermissionFail({ detail }: WechatMiniprogram.CustomEvent<{ code: string }>) {
    this.setData({ errorCode: detail.code, hasOwnRetry: false })
  },

  onPermissionChange() {
    this.setData({ errorCode: '' })
  },

  onTapGuideline() {
    openPrivacyContract().catch((error) => this.fail(error))
  },

  onTapLanguage() {
    const names = languages.map((name) => languageNames[name])
    wx.showActionSheet({
      itemList: [this.data.words.followWechat].concat(names),
      success: ({ tapIndex }) => {
        chooseLanguage(languages[tapIndex - 1])
        this.setData({ errorCode: '' })
        this.showSettings()
        this.refreshPermissions()
      },
    })
  },

  async onTapSignOut() {
    const { signOut: title, signOutAsk } = this.data.words
    if (await ask(title, signOutAsk)) signOut()
  },

  async onTapDelete() {
    const { remove, removeAsk } = this.data.words
    if (await ask(remove, removeAsk)) await this.deleteAccount()
  },

  async deleteAccount() {
    if (this.data.isDeleting) return
    this.setData({ isDeleting: true, errorCode: '' })
    try {
      await deleteAccount()
      void wx.showToast({ title: this.data.words.removed })
    } catch (error) {
      this.fail(error)
    }
    this.setData({ isDeleting: false })
  },

  fail(error: unknown) {
    this.setData({ errorCode: codeOf(error), hasOwnRetry: true })
  },

  onNoticeAction({ detail }: WechatMiniprogram.CustomEvent<{ action: PromptAction }>) {
    this.setData({ errorCode: '' })
    if (detail.action === 'signIn') void wx.navigateTo({ url: '/pages/sign-in/sign-in' })
    else if (detail.action === 'readPrivacy') this.onTapGuideline()
    else this.refreshPermissions()
  },
})
