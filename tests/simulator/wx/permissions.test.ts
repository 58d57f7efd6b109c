import { contract } from './api-contract.ts'
import { phone, resetServer } from './phone.ts'
import { NO_TAP, offline, NO_NETWORK } from './cases.ts'

beforeEach(resetServer)
contract('wx.authorize', {
  succeeds: [
    {
      when: 'when the user allows it',
      options: { scope: 'scope.record' },
      meanwhile: ({ allow }) => allow(),
      after: async ({ wx }) => {
        expect((await wx.getSetting()).authSetting).toEqual({ 'scope.record': true })
      },
    },
    {
      when: 'at once where it was allowed before',
      before: ({ platform }) => platform.authorize('scope.camera', true),
      options: { scope: 'scope.camera' },
    },
    { when: 'for addresses without asking', options: { scope: 'scope.address' } },
  ],
  fails: [
    {
      when: 'when the user refuses',
      options: { scope: 'scope.record' },
      meanwhile: ({ deny }) => deny(),
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'at once where it was refused before',
      before: ({ platform }) => platform.authorize('scope.camera', false),
      options: { scope: 'scope.camera' },
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'without errno before 2.24.0',
      phone: { device: { baseLibrary: '2.23.4' } },
      before: ({ platform }) => platform.authorize('scope.camera', false),
      options: { scope: 'scope.camera' },
      errMsg: ':fail auth deny',
    },
    {
      when: 'for user info, which never opens a window',
      options: { scope: 'scope.userInfo' },
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'without a scope',
      options: {},
      errMsg: ':fail parameter error: parameter.scope should be String instead of Undefined;',
      errno: 1001,
    },
    {
      when: 'for a scope there is not',
      options: { scope: 'scope.nothing' },
      errMsg: ':fail invalid scope "scope.nothing"',
    },
  ],
})

contract('wx.getSetting', {
  succeeds: [
    { when: 'with nothing asked yet', result: { authSetting: {} } },
    {
      when: 'with both answers',
      before: async ({ platform }) => {
        await platform.authorize('scope.record', true)
        await platform.authorize('scope.camera', false)
      },
      result: { authSetting: { 'scope.record': true, 'scope.camera': false } },
    },
    {
      when: 'with subscriptions',
      options: { withSubscriptions: true },
      before: ({ subscriptions }) => {
        subscriptions.itemSettings.t1 = 'reject'
      },
      result: {
        authSetting: {},
        subscriptionsSetting: { mainSwitch: true, itemSettings: { t1: 'reject' } },
      },
    },
  ],
  fails: { when: 'without a network', before: offline, ...NO_NETWORK },
})

test('wx.getSetting knows no subscriptions before 2.10.1', async () => {
  const { wx } = phone({ device: { baseLibrary: '2.10.0' } })
  const result = await new Promise((resolve) => {
    wx.getSetting({ withSubscriptions: true, success: resolve })
  })
  expect(result).toEqual({ authSetting: {}, errMsg: 'getSetting:ok' })
})

contract('wx.openSetting', {
  byTap: true,
  succeeds: [
    {
      when: 'and what was changed there holds',
      before: ({ platform }) => platform.authorize('scope.camera', false),
      meanwhile: ({ answer }) => answer('settings', { 'scope.camera': true }),
      result: { authSetting: { 'scope.camera': true } },
      after: ({ wx }) => wx.authorize({ scope: 'scope.camera' }),
    },
    {
      when: 'with subscriptions',
      options: { withSubscriptions: true },
      meanwhile: ({ answer }) => answer('settings', {}),
      result: { authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } },
    },
  ],
  fails: { when: 'without a tap', byTap: false, errMsg: NO_TAP },
})

test('wx.openSetting needs no tap before 2.3.0', async () => {
  const { wx, answer } = phone({ device: { baseLibrary: '2.2.9' } })
  const opened = new Promise((resolve) => {
    wx.openSetting({ success: resolve })
  })
  await answer('settings', {})
  expect(await opened).toMatchObject({ errMsg: 'openSetting:ok' })
})

contract('wx.requestSubscribeMessage', {
  byTap: true,
  succeeds: [
    {
      when: 'with what the user allows',
      options: { tmplIds: ['t1', 't2'] },
      meanwhile: ({ allow }) => allow(),
      result: { t1: 'accept', t2: 'accept' },
    },
    {
      when: 'with what the user refuses',
      options: { tmplIds: ['t1'] },
      meanwhile: ({ deny }) => deny(),
      result: { t1: 'reject' },
    },
    {
      when: 'without asking where the user decided for good',
      before: ({ subscriptions }) => {
        subscriptions.itemSettings.t1 = 'ban'
      },
      options: { tmplIds: ['t1'] },
      result: { t1: 'ban' },
    },
  ],
  fails: [
    { when: 'without a tap', byTap: false, options: { tmplIds: ['t1'] }, errMsg: NO_TAP },
    {
      when: 'without templates',
      options: {},
      errMsg: ':fail parameter error: parameter.tmplIds should be Array instead of Undefined;',
      errno: 1001,
    },
  ],
})
