import { en } from '../../miniprogram/i18n/en.ts'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'

/** `home.title`, `home.heading`... with the names of the holes in each text. */
function keysOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) => {
    if (typeof value === 'object') return keysOf(value as object, `${path}${name}.`)
    const holes = String(value).match(/\{\w+\}/g) ?? []
    return [`${path}${name} ${holes.toSorted().join()}`]
  })
}

describe('words', () => {
  test('have the same keys and placeholders in every language', () => {
    expect(keysOf(en).toSorted()).toEqual(keysOf(zhCN).toSorted())
  })

  test('fit WeChat’s dialogs: buttons have four characters at most', () => {
    for (const { settings, app, signIn, prompts } of [zhCN, en]) {
      const labels = [settings.confirm, settings.cancel, app.restart, app.later]
      for (const label of [...labels, signIn.goAuthorize, prompts.labels.later]) {
        expect(label.length).toBeLessThanOrEqual(4)
      }
      expect(signIn.desc.length).toBeLessThanOrEqual(30)
    }
  })
})
