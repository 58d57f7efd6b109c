import { ApiFailure } from '../failure.ts'
import type { ButtonEvent } from './button-event.ts'
import type { Context } from '../context.ts'

/** The smallest PNG: what the person's picture is, unless a test gives another. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

const bytes = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))

/** The picture the person would choose. */
export const ownPicture = () => new Blob([bytes(PNG)], { type: 'image/png' })

/**
 * The action of `<button open-type="chooseAvatar">`. A chosen picture gives a temporary file. Closing the
 * chooser fires no event; where WeChat reports it differs by client, here nowhere.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 */
export async function pressAvatarButton(context: Context): Promise<ButtonEvent | undefined> {
  const { privacy, dialogs, files, person } = context
  try {
    await privacy.require(context, 'button.chooseAvatar')
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    return { type: 'error', detail: { errMsg: `chooseAvatar:fail ${error.reason}` } }
  }
  const chosen = await dialogs.ask<'consent'>({
    kind: 'consent',
    scope: 'avatar',
    title: '选择头像',
    text: '用微信头像',
    allow: '用微信头像',
    deny: '取消',
  })
  if (!chosen) return undefined
  return {
    type: 'chooseavatar',
    detail: { avatarUrl: files.add(person.avatar ?? ownPicture(), 'png') },
  }
}
