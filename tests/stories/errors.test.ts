import { readFileSync } from 'node:fs'
import { HttpResponse } from 'msw'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'
import type { ServiceErrorCode } from '../../miniprogram/services/errors.ts'
import type { Launched } from '../../simulator/jest/index.ts'
import { launch } from '../../simulator/jest/index.ts'
import { agreeAndTap, openSettings, SIGN_IN, signedInAt } from '../support/sign-in.ts'
import {
  calls,
  cameraRefused,
  failing,
  lostAfterConsent,
  noCode,
  otherwise,
  phoneAnswer,
  profileFails,
  refuse,
  scenario,
  signOutMeanwhile,
  type Table,
  type Meeting,
} from './errors.ts'

/** Every error code of the core on every page: how a user meets it there, or why nobody can. */

const NOTHING_ASKED = 'nothing of WeChat’s is asked for on this page'
const ABORTED = 'no page aborts a call, other than by leaving it'
const USAGE = 'the pages call rightly'

const home: Table = {
  ...calls,
  ERR_USER_DENIED: NOTHING_ASKED,
  ERR_PRIVACY_REFUSED: NOTHING_ASKED,
  ERR_PRIVACY_UNDECLARED: NOTHING_ASKED,
  ERR_TAP_NEEDED: NOTHING_ASKED,
  ERR_UNSUPPORTED: NOTHING_ASKED,
  ERR_PHONE_QUOTA: NOTHING_ASKED,
  ERR_NICKNAME_EMPTY: NOTHING_ASKED,
  ERR_KEY_STALE: NOTHING_ASKED,
  ERR_ABORTED: ABORTED,
  ERR_USAGE: USAGE,
}

const signIn: Table = {
  ERR_OFFLINE: { cause: lostAfterConsent },
  ERR_NETWORK: calls.ERR_NETWORK,
  ERR_TIMEOUT: calls.ERR_TIMEOUT,
  ERR_SERVER: calls.ERR_SERVER,
  ERR_REJECTED: calls.ERR_REJECTED,
  ERR_SESSION_EXPIRED: { cause: () => refuse(401, 'session_expired') },
  ERR_SIGNED_OUT: { cause: signOutMeanwhile },
  ERR_WECHAT_LOGIN: { cause: noCode },
  ERR_CODE_INVALID: { cause: scenario('code-used') },
  ERR_USER_BLOCKED: { cause: scenario('user-blocked') },
  ERR_RATE_LIMITED: { cause: scenario('rate-limited') },
  ERR_WECHAT_BUSY: { cause: scenario('wechat-busy') },
  ERR_USER_DENIED: {
    cause: () => {},
    act: async (phone) => {
      await agreeAndTap(phone)
      await phone.user.deny()
    },
  },
  ERR_PRIVACY_REFUSED: profileFails({ errMsg: 'privacy permission is not authorized', errno: 104 }),
  ERR_PRIVACY_UNDECLARED: profileFails({ errMsg: 'api scope is not declared', errno: 112 }),
  ERR_TAP_NEEDED: profileFails({ errMsg: 'can only be invoked by user TAP gesture.' }),
  ERR_UNSUPPORTED: {
    options: { device: { baseLibrary: '2.10.3' } },
    flow: 'getUserProfile',
    cause: () => {},
    act: agreeAndTap,
  },
  ERR_KEY_STALE: {
    flow: 'loginFirst',
    cause: async (phone) => {
      await phone.platform.authorize('scope.userInfo', true)
      otherwise(
        () => HttpResponse.json({ error: { code: 'wechat_session_stale' } }, { status: 409 }),
        '/api/profile/wechat',
      )
    },
    act: agreeAndTap,
  },
  ERR_USER_CHANGED: 'a sign-in ends calls of the user before, and is none of them',
  ERR_PHONE_QUOTA: 'no phone number is asked for',
  ERR_NICKNAME_EMPTY: 'no name is typed',
  ERR_ABORTED: ABORTED,
  ERR_USAGE: USAGE,
}

const bindPhone = async ({ user }: Launched) => {
  await user.tap('绑定手机号')
  await user.allow()
}

const profile: Table = {
  ...calls,
  ERR_USER_DENIED: {
    cause: () => {},
    act: async ({ user }) => {
      await user.tap('绑定手机号')
      await user.deny()
    },
  },
  ERR_PRIVACY_REFUSED: {
    cause: (phone) => (phone.privacy.isNeeded = true),
    act: async ({ user }) => {
      await user.tap('更换头像')
      await user.tap('不同意')
    },
  },
  ERR_PRIVACY_UNDECLARED: {
    cause: phoneAnswer({
      errno: 112,
      errMsg: 'api scope is not declared in the privacy agreement',
    }),
    act: bindPhone,
  },
  ERR_UNSUPPORTED: { cause: phoneAnswer({ errno: 102, errMsg: 'no permission' }), act: bindPhone },
  ERR_PHONE_QUOTA: { cause: scenario('phone-quota'), act: bindPhone },
  // Clients below 2.21.2 give no code but encrypted data.
  ERR_KEY_STALE: {
    cause: phoneAnswer({ encryptedData: 'A'.repeat(24), iv: 'AAAAAAAAAAAAAAAAAAAAAA==' }),
    act: bindPhone,
  },
  ERR_NICKNAME_EMPTY: {
    cause: () => {},
    act: async ({ user }) => {
      await user.type('昵称', ' ')
      await user.tap('保存')
    },
  },
  ERR_TAP_NEEDED: 'its buttons are WeChat’s own, which are tapped',
  ERR_ABORTED: ABORTED,
  ERR_USAGE: USAGE,
}

const tapGuideline = ({ user }: Launched) => user.tap('隐私保护指引')
const tapChange = async (phone: Launched) => {
  await phone.user.tap('去更改')
}
const settings: Table = {
  ...calls,
  ERR_USER_DENIED: {
    cause: async (phone) => {
      await cameraRefused(phone)
      failing('openSetting', { errMsg: 'cancel' })(phone)
    },
    act: tapChange,
  },
  ERR_TAP_NEEDED: {
    cause: async (phone) => {
      await cameraRefused(phone)
      failing('openSetting', { errMsg: 'can only be invoked by user TAP gesture.' })(phone)
    },
    act: tapChange,
  },
  ERR_PRIVACY_UNDECLARED: {
    cause: failing('openPrivacyContract', { errMsg: 'api scope is not declared', errno: 112 }),
    act: tapGuideline,
  },
  ERR_UNSUPPORTED: {
    cause: failing('openPrivacyContract', { errMsg: 'no permission' }),
    act: tapGuideline,
  },
  ERR_PRIVACY_REFUSED: 'reading the guideline needs no agreement to it',
  ERR_PHONE_QUOTA: 'no phone number is asked for',
  ERR_NICKNAME_EMPTY: 'no name is typed',
  ERR_KEY_STALE: 'nothing encrypted is sent',
  ERR_ABORTED: ABORTED,
  ERR_USAGE: USAGE,
}

interface Page {
  table: Table
  open: (meeting: Meeting) => Promise<Launched> | Launched
  /** The user's usual action there. */
  act: (phone: Launched) => Promise<unknown>
  /** The page's own buttons, which stand for the action of the same name. */
  own: Record<string, string>
}

const pages: Record<string, Page> = {
  home: {
    table: home,
    open: ({ options }) => signedInAt('/pages/home/home', options),
    act: ({ user }) => user.tap('问问服务器我是谁'),
    own: { signIn: '去登录' },
  },
  'sign-in': {
    table: signIn,
    open: ({ flow, options }) => launch(flow ? `${SIGN_IN}?flow=${flow}` : SIGN_IN, options),
    act: async (phone) => {
      await agreeAndTap(phone)
      await phone.user.allow()
    },
    own: { retry: '微信授权登录', signIn: '微信授权登录' },
  },
  profile: {
    table: profile,
    open: ({ options }) => signedInAt('/pages/profile/profile', options),
    act: async ({ user }) => {
      await user.type('昵称', '阿福')
      await user.tap('保存')
    },
    own: { retry: '保存', signIn: '登录' },
  },
  settings: {
    table: settings,
    open: ({ options }) => openSettings(options),
    act: async ({ user }) => {
      await user.tap('注销账号并删除数据')
      await user.confirm()
    },
    own: { retry: '注销账号并删除数据' },
  },
}

const met = Object.entries(pages).flatMap(([name, page]) =>
  Object.entries(page.table).flatMap(([code, meeting]) =>
    typeof meeting === 'string' ? [] : [{ name, page, code: code as ServiceErrorCode, meeting }],
  ),
)

test.each(met)('$name says $code in words, with a way on', async ({ page, code, meeting }) => {
  const phone = await page.open(meeting)
  await meeting.cause(phone)
  await (meeting.act ?? page.act)(phone)
  await phone.screen.findByText(zhCN.errors[code])
  await phone.idle()
  const { promptFor } = phone.module('i18n/prompts') as {
    promptFor: (code: ServiceErrorCode) => { action: string; label: string }
  }
  const { action, label } = promptFor(code)
  if (!/^(?:retry|signIn|readPrivacy)$/.test(action)) return
  const ways = [label, page.own[action]].filter((way) => way && phone.screen.queryByText(way))
  expect([action, ways]).not.toEqual([action, []])
})

test('every code of services/errors has its place on every page', () => {
  const source = readFileSync('miniprogram/services/errors.ts', 'utf8')
  const codes = [...source.matchAll(/\| '(ERR_\w+)'/g)].map(([, code = '']) => code)
  expect(codes.length).toBeGreaterThan(20)
  for (const [name, { table }] of Object.entries(pages)) {
    expect([name, Object.keys(table).toSorted()]).toEqual([name, codes.toSorted()])
  }
})
