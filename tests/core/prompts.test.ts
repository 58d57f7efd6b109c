import type * as Prompts from '../../miniprogram/i18n/prompts'
import { zhCN } from '../../miniprogram/i18n/zh-CN'
import type { LoginErrorCode } from '../../miniprogram/services/errors'
import { launch } from '../../simulator/jest/index.ts'

const codes = Object.keys(zhCN.errors) as LoginErrorCode[]
const promptsIn = (language: 'zh_CN' | 'en') =>
  launch('/pages/home/home', { device: { language } }).module('i18n/prompts') as typeof Prompts

test.each(codes)(
  '%s has a title and words in both languages, and a label for its action',
  (code) => {
    const [chinese, english] = (['zh_CN', 'en'] as const).map((language) =>
      promptsIn(language).promptFor(code),
    )
    for (const prompt of [chinese, english]) {
      expect(prompt?.title).toBeTruthy()
      expect(prompt?.text).toBeTruthy()
      expect(Boolean(prompt?.label)).toBe(prompt?.action !== 'none')
    }
    expect(chinese?.text).toMatch(/[\u4e00-\u9fff]/)
    expect(english?.text).not.toMatch(/[\u4e00-\u9fff]/)
    expect(english?.action).toBe(chinese?.action)
  },
)

test('offers what helps: to sign in, to try again, to open the settings', () => {
  const { promptFor, permissionPrompt } = promptsIn('zh_CN')
  expect(promptFor('ERR_SIGNED_OUT')).toMatchObject({ action: 'signIn', label: '去登录' })
  expect(promptFor('ERR_NETWORK')).toMatchObject({ action: 'retry', label: '重试' })
  expect(permissionPrompt()).toMatchObject({ action: 'openSettings', label: '去设置' })
})
