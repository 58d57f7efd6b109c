import { defineEntry } from '../services/storage'
import { en } from './en'
import { zhCN, type Words } from './zh-CN'

/** To add one: a file with the same keys, and a line here. */
const languages = { 'zh-CN': zhCN, en }

/** A language of the mini-program. */
export type Language = keyof typeof languages

/** The languages to choose from, each in its own words. */
export const languageNames: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' }

const languageEntry = defineEntry<{ language: Language }>({
  key: 'language',
  read: ({ language }) =>
    typeof language === 'string' && language in languages
      ? { language: language as Language }
      : undefined,
})

/** The user's choice; `undefined`: the client's language. */
export function chosenLanguage(): Language | undefined {
  const chosen = languageEntry.get()
  return chosen && chosen.language
}

/** From now on, and at the next start. Pages take the new words when they are shown. */
export function chooseLanguage(language: Language | undefined) {
  if (language) languageEntry.set({ language })
  else languageEntry.remove()
}

/** The words in the chosen language or the client's; Chinese where there is no file for that. */
export function words(): Words {
  const chosen = chosenLanguage()
  if (chosen) return languages[chosen]
  const { language } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync()
  return /^en/i.test(language) ? en : zhCN
}

type PageName = 'home' | 'signIn' | 'profile' | 'settings'

/** Puts a page's words and title on the screen. For `onShow`: the language may have changed. */
export function localize<Name extends PageName>(
  page: { setData: (data: { words: Words[Name] }) => void },
  name: Name,
) {
  const own = words()[name]
  page.setData({ words: own })
  void wx.setNavigationBarTitle({ title: own.title })
}

/** Puts `values` where a text says `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in values ? String(values[name]) : hole,
  )
}
