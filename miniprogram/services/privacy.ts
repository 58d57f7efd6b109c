/**
 * The privacy agreement (隐私协议). This file is the one owner of `wx.onNeedPrivacyAuthorization`,
 * where the last registration wins; any number of dialogs, one on each page, listen here. WeChat
 * clients below base library 2.32.3 ask nothing, and nothing happens here.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
import { askWechat } from './refusal'

type Answer = { event: 'exposureAuthorization' | 'disagree' } | { event: 'agree'; buttonId: string }
type Resolve = (answer: Answer) => void

/** The event of `<button open-type="agreePrivacyAuthorization" id="...">`. */
export interface AgreeEvent {
  type: string
  currentTarget: { id: string }
}

/** Time a waiting call looks for a dialog, while one page goes and another comes. */
const NO_DIALOG_MS = 1000
/** A person may take that long to read. */
const PERSON_MS = 600_000

/** WeChat's calls that wait for the user's answer. */
const waiting: Resolve[] = []
const dialogs = new Set<(isNeeded: boolean) => void>()
let isOwner = false

/**
 * Calls `listener` with true when a dialog has to be shown, at once if calls wait already, and with
 * false when it was answered, here or on another page. Without any listener WeChat shows its own
 * dialog. Ends by calling the returned function.
 */
export function onPrivacyNeeded(listener: (isNeeded: boolean) => void): () => void {
  own()
  dialogs.add(listener)
  if (waiting.length > 0) {
    waiting.forEach(tellShown)
    listener(true)
  }
  return () => {
    dialogs.delete(listener)
    refuseWithoutDialog()
  }
}

/**
 * The user agreed: all waiting calls go on. Only the button's own event counts, since WeChat checks
 * that the button with this id was tapped.
 *
 * @throws Error when the event is another one, or the button has no id
 */
export function agreePrivacy({ type, currentTarget }: AgreeEvent) {
  if (type !== 'agreeprivacyauthorization' || !currentTarget.id) {
    throw new Error(
      'agreePrivacy takes the event bindagreeprivacyauthorization of a button with an id',
    )
  }
  answer({ event: 'agree', buttonId: currentTarget.id })
}

/** The user does not agree: all waiting calls fail with `ERR_PRIVACY_REFUSED`. */
export function refusePrivacy() {
  answer({ event: 'disagree' })
}

/** Reads if the user still has to agree, and WeChat's name of the guideline. */
export async function readPrivacy(): Promise<{ isNeeded: boolean; contractName: string }> {
  if (!wx.getPrivacySetting) return { isNeeded: false, contractName: '' }
  const setting = await askWechat<WechatMiniprogram.GetPrivacySettingSuccessCallbackResult>(
    'getPrivacySetting',
    (callbacks) => wx.getPrivacySetting(callbacks),
  )
  return { isNeeded: setting.needAuthorization, contractName: setting.privacyContractName }
}

/**
 * Asks for the agreement before it is needed.
 *
 * @throws ServiceError `ERR_PRIVACY_REFUSED`
 */
export async function requirePrivacy(): Promise<void> {
  if (!wx.requirePrivacyAuthorize) return
  await askWechat(
    'requirePrivacyAuthorize',
    (callbacks) => wx.requirePrivacyAuthorize(callbacks),
    PERSON_MS,
  )
}

/** Opens the guideline itself. */
export async function openPrivacyContract(): Promise<void> {
  await askWechat('openPrivacyContract', (callbacks) => wx.openPrivacyContract(callbacks))
}

function own() {
  if (isOwner || !wx.onNeedPrivacyAuthorization) return
  isOwner = true
  // The typings know neither argument; WeChat's page does.
  const listener = (resolve: Resolve) => {
    waiting.push(resolve)
    if (dialogs.size > 0) tellShown(resolve)
    dialogs.forEach((dialog) => dialog(true))
    refuseWithoutDialog()
  }
  wx.onNeedPrivacyAuthorization(listener as never)
}

function answer(given: Answer) {
  waiting.splice(0).forEach((resolve) => resolve(given))
  dialogs.forEach((dialog) => dialog(false))
}

function tellShown(resolve: Resolve) {
  resolve({ event: 'exposureAuthorization' })
}

/** No call waits for ever on a page that has no dialog. */
function refuseWithoutDialog() {
  if (dialogs.size > 0 || waiting.length === 0) return
  setTimeout(() => {
    if (dialogs.size === 0) refusePrivacy()
  }, NO_DIALOG_MS)
}
