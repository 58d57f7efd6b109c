import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { askBySheet } from '../sheet.ts'

interface Shared {
  title?: string
  path?: string
  imageUrl?: string
  /** Fields that are known later; WeChat waits three seconds for them. */
  promise?: Promise<Shared>
}

/**
 * The user chooses 发送给朋友 in the capsule's menu: the page's `onShareAppMessage` gives title and
 * path. A page without `onShareAppMessage` can't be sent.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html#onShareAppMessage-Object-object
 */
export async function openShareMenu(phone: Context) {
  const { current } = phone.pages
  const instance = current?.instance as Record<string, unknown> | undefined
  const ask = instance?.onShareAppMessage
  if (!current || typeof ask !== 'function') {
    const text = '当前页面未设置分享 · this page has no onShareAppMessage'
    await phone.dialogs.ask<'modal'>({ kind: 'modal', title: '', text, confirm: '知道了' })
    return
  }
  try {
    const own = ((ask as (how: object) => unknown).call(instance, { from: 'menu' }) ?? {}) as Shared
    const {
      title = current.title,
      path = current.route,
      imageUrl,
    } = { ...own, ...(await own.promise) }
    await askBySheet(phone, {
      api: 'onShareAppMessage',
      title: '发送给朋友',
      lines: [title, path],
      ...(imageUrl && { pictures: [imageUrl] }),
      choices: ['发送'],
    })
    phone.effects.add('onShareAppMessage', { title, path })
  } catch (error) {
    if (!(error instanceof ApiFailure)) phone.reportError(error) // else the person left the window
  }
}
