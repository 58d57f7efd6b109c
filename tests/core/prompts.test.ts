import type * as Prompts from '../../miniprogram/i18n/prompts'
import { zhCN } from '../../miniprogram/i18n/zh-CN'
import type { ServiceErrorCode } from '../../miniprogram/services/errors'
import { launch } from '../../simulator/jest/index.ts'

const codes = Object.keys(zhCN.errors) as ServiceErrorCode[]
const promptsIn = (language: 'zh_CN' | 'en') =>
  launch('/pages/home/home', { device: { language } }).module('i18n/prompts') as typeof Prompts

test.each([
  ['zh_CN', /[\u4e00-\u9fff]/],
  ['en', /^[^\u4e00-\u9fff]+$/],
] as const)(
  'every error has a title, words, and a label for its action in %s',
  (language, script) => {
    const { promptFor } = promptsIn(language)
    for (const code of codes) {
      const { title, text, action, label } = promptFor(code)
      expect([code, script.test(title), script.test(text)]).toEqual([code, true, true])
      expect([code, label === '']).toEqual([code, action === 'none'])
    }
  },
)

test('offers what helps: to sign in, to try again, to open the settings', () => {
  const { promptFor, permissionPrompt } = promptsIn('zh_CN')
  expect(promptFor('ERR_SIGNED_OUT')).toMatchObject({ action: 'signIn', label: '去登录' })
  expect(promptFor('ERR_NETWORK')).toMatchObject({ action: 'retry', label: '重试' })
  expect(permissionPrompt()).toMatchObject({ action: 'openSettings', label: '去设置' })
})
