/** One page of everything a person can use, which says what it heard. */
Page({
  data: {
    heard: '',
    form: '',
    nick: 'start',
    on: false,
    isHidden: false,
    isLocked: false,
    colors: [{ name: 'red' }, { name: 'green' }, { name: 'blue' }],
    pairs: [
      ['a', 'b'],
      ['1', '2', '3'],
    ],
  },
  hear({ type, detail, currentTarget }) {
    const { value, errMsg, pass } = detail
    const said = [value, errMsg, pass].find((one) => one !== undefined)
    const about = said === undefined ? '' : `=${JSON.stringify(said)}`
    this.setData({ heard: `${this.data.heard} ${currentTarget.dataset.name}.${type}${about}` })
  },
  forget() {
    this.setData({ heard: '', form: '' })
  },
  onSubmit({ detail }) {
    const names = Object.keys(detail.value).toSorted()
    this.setData({
      form: names.map((name) => `${name}=${JSON.stringify(detail.value[name])}`).join(' '),
    })
  },
  hide() {
    this.setData({ isHidden: true })
  },
  setNick() {
    this.setData({ nick: 'new' })
  },
  clearNick() {
    this.setData({ nick: '' })
  },
  turnOn() {
    this.setData({ on: true })
  },
  lock() {
    this.setData({ isLocked: true })
  },
})
