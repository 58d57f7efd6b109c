import { wrongKind, confirm } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, turn, type TestPhone } from './phone.ts'

const cancel = ({ answer }: TestPhone) => answer('modal', 'cancel')
const choose = (item: number | undefined) => (on: TestPhone) => on.answer('actions', item)

contract('wx.showModal', {
  succeeds: [
    {
      when: 'when the person confirms',
      options: { title: '提示', content: '继续吗？' },
      meanwhile: confirm,
      result: { confirm: true, cancel: false },
    },
    {
      when: 'when the person cancels too',
      meanwhile: cancel,
      result: { confirm: false, cancel: true },
    },
    {
      when: 'with what was typed',
      options: { editable: true, content: '旧', placeholderText: '名字' },
      meanwhile: ({ answer }) => answer('modal', { typed: '新' }),
      result: { confirm: true, cancel: false, content: '新' },
    },
    {
      when: 'without what was typed, when the person cancels',
      options: { editable: true, content: '旧' },
      meanwhile: cancel,
      result: { confirm: false, cancel: true, content: '' },
    },
    {
      when: 'with what stood in the field',
      options: { editable: true, content: '旧' },
      meanwhile: confirm,
      result: { confirm: true, cancel: false, content: '旧' },
    },
    {
      when: 'without a field before 2.17.1',
      phone: { device: { baseLibrary: '2.17.0' } },
      options: { editable: true },
      meanwhile: confirm,
      result: { confirm: true, cancel: false },
    },
  ],
  fails: [
    {
      when: 'with a label of more than four characters',
      options: { confirmText: '五个字太长' },
      errMsg: ':fail confirmText length should not larger than 4',
    },
    {
      when: 'with such a label on the other button',
      options: { cancelText: '五个字太长' },
      errMsg: ':fail cancelText length should not larger than 4',
    },
  ],
})

test('wx.showModal shows what it was given, one after another', async () => {
  const { wx, dialogs } = phone()
  wx.showModal({ title: 'a', content: 'b', success() {} })
  const labels = { confirmText: '好', cancelText: '不' }
  wx.showModal({ editable: true, placeholderText: 'c', ...labels, success() {} })
  wx.showModal({ showCancel: false, success() {} })
  await turn()
  const shown = { kind: 'modal', confirm: '确定' }
  expect(dialogs.current).toEqual({ ...shown, title: 'a', text: 'b', cancel: '取消' })
  dialogs.answer('modal', 'confirm')
  const own = { confirm: '好', cancel: '不', placeholder: 'c' }
  expect(dialogs.current).toEqual({ ...shown, ...own, title: '', text: '' })
  dialogs.answer('modal', 'confirm')
  expect(dialogs.current).toEqual({ ...shown, title: '', text: '' })
})

const sixItems = ['a', 'b', 'c', 'd', 'e', 'f']

contract('wx.showActionSheet', {
  succeeds: [
    { options: { itemList: ['拍照', '相册'] }, meanwhile: choose(1), result: { tapIndex: 1 } },
    {
      when: 'with six items and a heading',
      options: { itemList: sixItems, alertText: '选择' },
      meanwhile: (on) => {
        expect(on.dialogs.current).toMatchObject({ title: '选择', items: sixItems })
        return choose(0)(on)
      },
      result: { tapIndex: 0 },
    },
  ],
  fails: [
    {
      when: 'when the person chooses none',
      options: { itemList: ['a'] },
      meanwhile: choose(undefined),
      errMsg: ':fail cancel',
    },
    { when: 'without items', options: {}, ...wrongKind('itemList', 'Array') },
    {
      when: 'with an empty list',
      options: { itemList: [] },
      errMsg: ':fail parameter error: parameter.itemList should have at least 1 item;',
      errno: 1001,
    },
    {
      when: 'with seven items',
      options: { itemList: [...sixItems, 'g'] },
      errMsg: ':fail parameter error: itemList should not be large than 6',
    },
  ],
})

const toast = (expected: object | undefined) => (on: TestPhone) => {
  if (expected) expect(on.dialogs.toast).toEqual(expected)
  else expect(on.dialogs.toast).toBeUndefined()
  on.dialogs.hideToast()
}
const loading = ({ wx }: TestPhone) => wx.showLoading({ title: '加载中' })
const done = ({ wx }: TestPhone) => wx.showToast({ title: '完成' })

contract('wx.showToast', {
  succeeds: [
    {
      options: { title: '完成' },
      after: toast({ kind: 'toast', title: '完成', icon: 'success', mask: false }),
    },
    {
      when: 'in the place of a loading, as it is wanted',
      before: loading,
      options: { title: 'x', icon: 'none', image: '/x.png', mask: true },
      after: toast({ kind: 'toast', title: 'x', icon: 'none', image: '/x.png', mask: true }),
    },
  ],
  fails: { when: 'without a title', options: {}, ...wrongKind('title') },
})

test('wx.showToast goes by itself after a second and a half, or as long as is wanted', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
  const { wx, dialogs } = phone()
  for (const [options, lasts] of [
    [{}, 1500],
    [{ duration: 200 }, 200],
  ] as const) {
    await wx.showToast({ title: 'x', ...options })
    jest.advanceTimersByTime(lasts - 1)
    expect(dialogs.toast).toBeDefined()
    jest.advanceTimersByTime(1)
    expect(dialogs.toast).toBeUndefined()
  }
  await wx.showLoading({ title: 'x' })
  jest.advanceTimersByTime(60_000)
  expect(dialogs.toast).toBeDefined()
  jest.useRealTimers()
})

contract('wx.hideToast', {
  succeeds: [
    { before: done, after: toast(undefined) },
    { when: 'and hides a loading too', before: loading, after: toast(undefined) },
    {
      when: 'but no loading where it is told not to',
      before: loading,
      options: { noConflict: true },
      after: ({ dialogs }) => expect(dialogs.toast?.kind).toBe('loading'),
    },
    { when: 'where there is none' },
  ],
  fails: 'never',
})

contract('wx.showLoading', {
  succeeds: {
    before: done,
    options: { title: '加载中' },
    after: toast({ kind: 'loading', title: '加载中', icon: 'loading', mask: false }),
  },
  fails: { when: 'without a title', options: {}, ...wrongKind('title') },
})

contract('wx.hideLoading', {
  succeeds: [
    { before: loading, after: toast(undefined) },
    { when: 'and hides a toast too', before: done, after: toast(undefined) },
    {
      when: 'but no toast where it is told not to',
      before: done,
      options: { noConflict: true },
      after: (on) => {
        expect(on.dialogs.toast?.kind).toBe('toast')
        on.dialogs.hideToast()
      },
    },
    { when: 'where there is none, in DevTools', phone: { device: { platform: 'devtools' } } },
  ],
  fails: { when: 'where there is none, on a phone', errMsg: ":fail:toast can't be found" },
})
