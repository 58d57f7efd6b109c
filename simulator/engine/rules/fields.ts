import { compareVersions } from '../../wx/device.ts'
import { reviewNickname, type NicknameVerdict } from '../../wx/open-api/nickname.ts'
import { Changes, isSet, numberOf, textOf, type BuiltIn, type Host } from './node.ts'

const typed = new Changes<string>('value')

/** The value of `<input>` or `<textarea>`. */
export const valueOf = (field: BuiltIn): string => typed.get(field) ?? textOf(field, 'value')

/** The text a person sees there: dots where it is a password, the placeholder where there is nothing. */
export function shownIn(field: BuiltIn): string {
  const value = valueOf(field)
  if (value === '') return textOf(field, 'placeholder')
  return isPassword(field) ? '•'.repeat(value.length) : value
}

/** True for fields that hide their text. */
export const isPassword = (field: BuiltIn): boolean =>
  isSet(field, 'password') || textOf(field, 'type') === 'safe-password'

/** WeChat cuts what is longer; -1 means no limit. */
export const maxLengthOf = (field: BuiltIn): number => {
  const limit = numberOf(field, 'maxlength', DEFAULT_MAX_LENGTH)
  return limit < 0 ? Infinity : limit
}

const DEFAULT_MAX_LENGTH = 140

/** Characters on the keyboard of each `type`; all others have everything. */
const keyboards: Record<string, RegExp> = {
  number: /^[0-9]$/,
  digit: /^[0-9.]$/,
  idcard: /^[0-9Xx]$/,
}

/** The characters that can't be typed there, because its keyboard lacks their keys. */
export function untypableCharacters(field: BuiltIn, text: string): string[] {
  const keys = field.tag === 'input' ? keyboards[textOf(field, 'type')] : undefined
  return keys ? Array.from(text).filter((key) => !keys.test(key)) : []
}

/**
 * The user typed: the field takes `text` up to its `maxlength` and fires `input`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/input.html
 *
 * If `bindinput` returns a text or `{ value }`, that replaces the text.
 *
 * @param cursor its position in `text`; by default the end
 */
export function enterText(field: BuiltIn, text: string, cursor = text.length) {
  const missing = new Set(untypableCharacters(field, text))
  const value = Array.from(text)
    .filter((key) => !missing.has(key))
    .join('')
    .slice(0, maxLengthOf(field))
  const before = valueOf(field)
  typed.set(field, value)
  if (value === before) return
  const detail = { value, cursor: Math.min(cursor, value.length), keyCode: 0 }
  const wanted = field.fire('input', detail)
  const instead = isObject(wanted) ? wanted.value : wanted
  if (typeof instead === 'string') typed.set(field, instead)
}

const isObject = (value: unknown): value is { value?: unknown } =>
  typeof value === 'object' && value !== null

/** Focuses a field. */
export function enterField(field: BuiltIn) {
  field.fire('focus', { value: valueOf(field), height: 0 })
}

/** The keyboard's own button; the keyboard stays where `confirm-hold` is set. */
export function confirmField(field: BuiltIn): { leaves: boolean } {
  field.fire('confirm', { value: valueOf(field) })
  return { leaves: !isSet(field, 'confirmHold') }
}

/** Takes the focus from a field. */
export function leaveField(field: BuiltIn) {
  const value = valueOf(field)
  field.fire('blur', { value, cursor: value.length })
}

/** Names that the simulated review refuses, so that a refusal can be tried. */
const REFUSED = /违规|forbidden/i

/**
 * WeChat's review of a nickname, some time after its field was left: what does not pass is cleared.
 * There is none where the field is an ordinary one: for base libraries before it, and for users who
 * have not agreed to the privacy guideline.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 *
 * @param verdict by default, names that contain 违规 or `forbidden` are refused
 */
export function reviewField(field: BuiltIn, host: Host, verdict?: NicknameVerdict) {
  if (!isReviewed(field, host)) return
  const text = valueOf(field)
  const { value, event } = reviewNickname(text, verdict ?? (REFUSED.test(text) ? 'refuse' : 'pass'))
  if (value !== text) typed.set(field, value)
  if (isSince(host, EVENT_SINCE)) field.fire(event.type, event.detail)
}

const REVIEW_SINCE = '2.24.4'
const EVENT_SINCE = '2.29.1'
const PRIVACY_SINCE = '2.32.3'

const isSince = ({ context }: Host, version: string) =>
  compareVersions(context.device.baseLibrary, version) >= 0

function isReviewed(field: BuiltIn, host: Host): boolean {
  if (field.tag !== 'input' || textOf(field, 'type') !== 'nickname') return false
  const isPlain = host.context.privacy.isNeeded && isSince(host, PRIVACY_SINCE)
  return isSince(host, REVIEW_SINCE) && !isPlain
}

/** Returns a field to the template's value. */
export const resetField = (field: BuiltIn) => typed.forget(field)
