/** The languages that commands speak. */
export type Language = 'zh' | 'en'

/** The same text in both. */
export type Words = { readonly [language in Language]: string }

/**
 * The terminal's language: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set, as POSIX has it.
 * Windows sets none of them, and Node knows the system's.
 *
 * @param system a language tag such as `zh-CN`; Node's if left out
 */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env, system?: string): Language {
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value)
  return (set ?? system ?? systemLanguage()).toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

let ofSystem: string | undefined

/** Asked once: it costs more than writing the sentence. */
const systemLanguage = () => (ofSystem ??= Intl.DateTimeFormat().resolvedOptions().locale)

/** Chooses the sentence of one language. */
export const sayIn =
  (language: Language) =>
  (zh: string, en: string): string =>
    language === 'zh' ? zh : en

/** A sentence for the person at the terminal, in their language. */
export const say = (zh: string, en: string): string => inLanguage({ zh, en })

/** @see say */
export const inLanguage = (words: Words): string => words[terminalLanguage()]

/**
 * An error's sentence in the terminal's language. What is thrown below the commands does not know which
 * one that is: it carries the Chinese beside its message.
 */
export const wordsOf = ({ message, inChinese = message }: Error & { inChinese?: string }): string =>
  say(inChinese, message)
