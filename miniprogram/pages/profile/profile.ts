import { localize, words } from '../../i18n/index'
import type { PromptAction } from '../../i18n/prompts'
import { codeOf, currentUser, subscribe } from '../../services/index'
import { bindPhone, type GetPhoneNumberDetail } from '../../services/phone'
import { openPrivacyContract } from '../../services/privacy'
import {
  avatarFrom,
  nicknameFrom,
  readProfile,
  saveProfile,
  uploadAvatar,
  type Profile,
} from '../../services/profile'

const nothing: Profile = { nickName: '', avatarUrl: '', phoneNumber: '' }

/**
 * Edits picture and name as a draft, until it is saved or undone. The phone number is no draft: the
 * backend binds it as soon as the user allows it.
 */
Page({
  data: {
    words: words().profile,
    isSignedIn: false,
    /** The profile as the backend has it. */
    saved: nothing,
    /** The backend has answered; before, the phone knows name and picture only. */
    isLoaded: false,
    /** The text in the field. */
    nickName: '',
    /** A chosen picture that is not uploaded yet. */
    avatarFile: '',
    isDirty: false,
    isRefused: false,
    isSaving: false,
    isBinding: false,
    errorCode: '',
    /** The failed action has a button of its own on the page. */
    hasOwnRetry: false,
  },

  /** The last upload: a save that failed after it need not send the picture again. */
  uploaded: { file: '', avatarUrl: '' },

  /** Ends the subscription of `onLoad`. */
  stopListening: () => {},

  onLoad() {
    this.stopListening = subscribe((event) => {
      if (event !== 'renewed' && event !== 'profileChanged') this.open()
    })
    this.open()
  },

  onShow() {
    localize(this, 'profile')
  },

  onUnload() {
    this.stopListening()
  },

  /** Shows the cached profile at once, and the backend's when it answers. */
  open() {
    const user = currentUser()
    const saved = user
      ? { ...nothing, nickName: user.nickName, avatarUrl: user.avatarUrl }
      : nothing
    this.setData({ isSignedIn: Boolean(user), isLoaded: false, saved, errorCode: '' })
    this.undo()
    if (user) void this.load()
  },

  async load() {
    this.setData({ errorCode: '' })
    try {
      this.keep(await readProfile())
      this.setData({ isLoaded: true })
    } catch (error) {
      if (codeOf(error) !== 'ERR_SIGNED_OUT') this.fail(error)
    }
  },

  /** Shows the backend's profile; a name that the user is typing is kept. */
  keep(changes: Partial<Profile>) {
    const { nickName, saved: before } = this.data
    const saved = { ...before, ...changes }
    const isTyped = nickName.trim() !== before.nickName
    this.setData({ saved, nickName: isTyped ? nickName : saved.nickName })
    this.compare()
  },

  onChooseAvatar({ detail }: WechatMiniprogram.CustomEvent<{ avatarUrl?: string }>) {
    try {
      this.setData({ avatarFile: avatarFrom(detail), errorCode: '' })
      this.compare()
    } catch (error) {
      this.fail(error, true)
    }
  },

  onInput({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ nickName: detail.value, isRefused: false, errorCode: '' })
    this.compare()
  },

  /** WeChat reviewed the name after the field lost the focus; it has emptied the field if refused. */
  onReview({ detail }: WechatMiniprogram.CustomEvent<{ pass: boolean; timeout: boolean }>) {
    if (detail.pass || detail.timeout) return
    this.setData({ nickName: '', isRefused: true })
    this.compare()
  },

  /** The name counts as submitted, not as typed: WeChat may have emptied the field meanwhile. */
  async onSubmit({ detail }: WechatMiniprogram.CustomEvent<{ value: { nickName: string } }>) {
    if (this.data.isSaving) return
    this.setData({ isSaving: true, errorCode: '' })
    try {
      const { nickName, avatarUrl } = await saveProfile(await this.changes(detail.value.nickName))
      this.setData({ nickName, avatarFile: '' })
      this.keep({ nickName, avatarUrl })
      void wx.showToast({ title: this.data.words.saved })
    } catch (error) {
      this.fail(error, true)
    }
    this.setData({ isSaving: false })
  },

  /** The fields to save; a refused name comes before the upload, so that it costs none. */
  async changes(submitted: string) {
    const { avatarFile, saved } = this.data
    const changes: { nickName?: string; avatarUrl?: string } = {}
    if (submitted.trim() !== saved.nickName) changes.nickName = nicknameFrom(submitted)
    if (avatarFile && avatarFile !== this.uploaded.file) {
      this.uploaded = { file: avatarFile, avatarUrl: await uploadAvatar(avatarFile) }
    }
    if (avatarFile) changes.avatarUrl = this.uploaded.avatarUrl
    return changes
  },

  undo() {
    this.setData({ nickName: this.data.saved.nickName, avatarFile: '', isRefused: false })
    this.compare()
  },

  onTapUndo() {
    this.setData({ errorCode: '' })
    this.undo()
  },

  async onGetPhoneNumber({ detail }: WechatMiniprogram.CustomEvent<GetPhoneNumberDetail>) {
    this.setData({ isBinding: true, errorCode: '' })
    try {
      this.keep({ phoneNumber: await bindPhone(detail) })
      void wx.showToast({ title: this.data.words.phoneBound })
    } catch (error) {
      this.fail(error, true)
    }
    this.setData({ isBinding: false })
  },

  onNoticeAction({ detail }: WechatMiniprogram.CustomEvent<{ action: PromptAction }>) {
    if (detail.action === 'signIn') this.onTapSignIn()
    else if (detail.action === 'readPrivacy')
      openPrivacyContract().catch((error) => this.fail(error))
    else void this.load()
  },

  onTapSignIn() {
    void wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  },

  fail(error: unknown, hasOwnRetry = false) {
    this.setData({ errorCode: codeOf(error), hasOwnRetry })
  },

  /** Says whether there is a draft, here and to WeChat, which asks before the user leaves one. */
  compare() {
    const { nickName, avatarFile, saved, isDirty: wasDirty } = this.data
    const isDirty = avatarFile !== '' || nickName.trim() !== saved.nickName
    if (isDirty === wasDirty) return
    this.setData({ isDirty })
    if (!wx.canIUse('enableAlertBeforeUnload')) return
    if (isDirty) wx.enableAlertBeforeUnload({ message: this.data.words.leave })
    else wx.disableAlertBeforeUnload()
  },
})
