import { elsewhereNames } from '../../../simulator/wx/open-api/elsewhere.ts'
import { cancelled, chooses, did, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { page, phone, resetServer, turn, type TestPhone } from './phone.ts'

beforeEach(resetServer)

const hidden = (on: TestPhone) => expect(on.lifecycles.at(-1)).toBe('home onHide')

contract('wx.navigateToMiniProgram', {
  succeeds: {
    options: { appId: 'wx1', path: 'p' },
    meanwhile: (on) => {
      expect(on.dialogs.current).toMatchObject({ title: '即将打开其他小程序' })
      return on.choose()
    },
    after: (on) => {
      did('navigateToMiniProgram', { appId: 'wx1', path: 'p' })(on)
      hidden(on)
    },
  },
  fails: [cancelled({ appId: 'wx1' }), without('appId')],
})
contract('wx.openEmbeddedMiniProgram', {
  succeeds: { options: { appId: 'wx1' }, meanwhile: chooses, after: hidden },
  fails: [cancelled({ appId: 'wx1' }), without('appId')],
})
contract('wx.navigateBackMiniProgram', {
  succeeds: {
    before: ({ open }) => open(page('home'), { referrerInfo: { appId: 'wx1' } }),
    options: { extraData: { a: 1 } },
    after: did('navigateBackMiniProgram', { extraData: { a: 1 } }),
  },
  fails: { when: 'when none opened it', errMsg: ':fail not opened by another mini-program' },
})
contract('wx.exitMiniProgram', {
  byTap: true,
  succeeds: { after: hidden },
  fails: {
    when: 'without a tap',
    byTap: false,
    errMsg: ':fail can only be invoked by user TAP gesture.',
  },
})
contract('wx.restartMiniProgram', {
  succeeds: { options: { path: 'p' }, after: did('restartMiniProgram', { path: 'p' }) },
  fails: without('path'),
})

const friend = { path: 'wxfile://a.png', filePath: 'wxfile://a.png', videoPath: 'wxfile://a.png' }
const withFile = ({ files }: TestPhone) => files.put('wxfile://a.png', 'a')

for (const [api, needed] of [
  ['wx.showShareImageMenu', 'path'],
  ['wx.shareFileMessage', 'filePath'],
  ['wx.shareVideoMessage', 'videoPath'],
] as const) {
  contract(api, {
    succeeds: {
      before: withFile,
      options: friend,
      meanwhile: chooses,
      after: did(api.slice('wx.'.length), { [needed]: 'wxfile://a.png' }),
    },
    fails: [{ ...cancelled(friend), before: withFile }, without(needed)],
  })
}
for (const api of ['wx.showShareMenu', 'wx.hideShareMenu', 'wx.updateShareMenu']) {
  contract(api, {
    succeeds: {
      options: { withShareTicket: true },
      after: did(api.slice('wx.'.length), { withShareTicket: true }),
    },
    fails: 'never',
  })
}

// 'wx.openCustomerServiceChat' 'wx.openOfficialAccountProfile' 'wx.openOfficialAccountArticle'
// 'wx.openOfficialAccountChat' 'wx.openChannelsActivity' 'wx.openChannelsEvent' 'wx.openChannelsLive'
// 'wx.openChannelsUserProfile' 'wx.openStoreOrderDetail' 'wx.openStoreCouponDetail'
// 'wx.openInquiriesTopic' 'wx.openSingleStickerView' 'wx.openStickerSetView' 'wx.openStickerIPView'
// 'wx.openDesignerProfile' 'wx.showRedPackage' 'wx.addFileToFavorites' 'wx.addVideoToFavorites'
for (const name of elsewhereNames) {
  contract(`wx.${name}`, {
    succeeds: {
      options: { extInfo: { url: 'u' } },
      after: async (on) => {
        did(name, { extInfo: { url: 'u' } })(on)
        expect(on.dialogs.current).toMatchObject({ kind: 'sheet', api: name })
        await on.leave()
      },
    },
    fails: 'never',
  })
}

for (const api of [
  'wx.openAppAuthorizeSetting',
  'wx.openSystemBluetoothSetting',
  'wx.updateWeChatApp',
]) {
  contract(api, { succeeds: { meanwhile: chooses }, fails: 'never' })
}

describe.each(['wx.createRewardedVideoAd', 'wx.createInterstitialAd'])('%s', (api) => {
  test.each([
    [0, true],
    [1, false],
  ])('tells how it ended: %s', async (choice, isEnded) => {
    const on = phone()
    const name = api.slice('wx.'.length) as 'createRewardedVideoAd'
    const told: unknown[] = []
    const ad = on.wx[name]({ adUnitId: 'a' })
    ad.onLoad(() => void told.push('loaded'))
    ad.onClose((result) => void told.push(result.isEnded))
    await turn()
    await ad.show()
    await on.choose(choice)
    await turn()
    expect(told).toEqual(['loaded', isEnded])
  })
})
