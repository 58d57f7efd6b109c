import { words } from '../i18n/index'

/** Asks before something that is not easily undone; `true`: the user confirmed it. */
export function ask(title: string, content: string): Promise<boolean> {
  const { confirm: confirmText, cancel: cancelText } = words().settings
  return new Promise((resolve) => {
    wx.showModal({
      title,
      content,
      confirmText,
      cancelText,
      success: ({ confirm }) => resolve(confirm),
      fail: () => resolve(false),
    })
  })
}
