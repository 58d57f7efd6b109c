/** A user's picture and name. */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    nickName: { type: String, value: '' },
    /** Without one, the first character of the name stands in its place. */
    avatarUrl: { type: String, value: '' },
  },

  data: {
    initial: '',
  },

  observers: {
    nickName(nickName: string) {
      this.setData({ initial: nickName.slice(0, 1) })
    },
  },
})
