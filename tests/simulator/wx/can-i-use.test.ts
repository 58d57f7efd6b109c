import { phone } from './phone.ts'

describe('wx.canIUse', () => {
  test.each([
    ['getUserProfile', '2.10.4', '2.10.3'],
    ['login.object.timeout', '1.9.90', '1.9.89'],
    ['showModal.object.editable', '2.17.1', '2.17.0'],
    ['request.object.responseType.arraybuffer', '1.7.0', '1.6.9'],
    ['request.success.cookies', '2.10.0', '2.9.9'],
    ['getNetworkType.success.weakNet', '3.5.3', '3.5.2'],
    ['getSystemInfoSync.return.safeArea.left', '2.7.0', '2.6.9'],
    ['onThemeChange.callback.theme', '2.11.0', '2.10.9'],
    ['createTCPSocket', '2.18.0', '2.17.9'],
    ['scanCode.object.scanType', '1.7.0', '1.6.9'],
    ['button.open-type.getUserInfo', '1.3.0', '1.2.9'],
    ['button.open-type.chooseAvatar', '2.21.2', '2.21.1'],
    ['button.open-type.getRealtimePhoneNumber', '2.24.4', '2.24.3'],
    ['input.type.nickname', '2.21.2', '2.21.1'],
  ])('knows that %s came with %s', (schema, first, before) => {
    const can = (baseLibrary: string) => phone({ device: { baseLibrary } }).wx.canIUse(schema)
    expect([can(first), can(before)]).toEqual([true, false])
  })

  test.each([
    ['login', true],
    ['login.return', true],
    ['request.object.method.GET', true],
    ['request.object.method.PATCH', false],
    ['request.object.nothing', false],
    ['request.nothing', false],
    ['getStorageSync.success', false],
    ['button.open-type.nothing', false],
    ['text.selectable', true],
    ['nothing', false],
    ['toString', false],
    ['', false],
  ])('answers %s with %s', (schema, expected) => {
    expect(phone().wx.canIUse(schema)).toBe(expected)
  })

  test('is absent before 1.1.1', () => {
    expect(typeof phone({ device: { baseLibrary: '1.1.0' } }).wx.canIUse).toBe('undefined')
  })
})
