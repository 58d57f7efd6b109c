import { en } from './en'
import { zhCN, type Words } from './zh-CN'

/** The words in the client's language; Chinese for every language there is no file for. */
export function words(): Words {
  const { language } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync()
  return /^en/i.test(language) ? en : zhCN
}

/** Puts `values` where a text says `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  )
}
