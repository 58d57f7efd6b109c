/**
 * The user's picture, and WeChat's chooser behind a tap on it.
 *
 *     <avatar-picker avatar-url="{{avatarUrl}}" label="更换头像" bindchooseavatar="onChoose" />
 *
 * - Event `chooseavatar`: `detail.avatarUrl` is a temporary file, to be uploaded before it is any use
 *   elsewhere.
 * - Event `refused`: `detail.errMsg`, where the client reports a refusal. Closing the chooser may report
 *   nothing at all.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** The picture that is shown. */
    avatarUrl: { type: String, value: '' },
    /** Stands in for the picture while there is none: its first character is shown. */
    nickName: { type: String, value: '' },
    /** The action of a tap, in words; shown below the picture. */
    label: { type: String, value: '' },
    /** The picture can't be changed now. */
    disabled: { type: Boolean, value: false },
  },

  data: {
    initial: '',
    isSupported: wx.canIUse('button.open-type.chooseAvatar'),
  },

  observers: {
    nickName(nickName: string) {
      this.setData({ initial: nickName.slice(0, 1) })
    },
  },

  methods: {
    onChoose({ detail }: WechatMiniprogram.CustomEvent<{ avatarUrl?: string }>) {
      this.triggerEvent(detail.avatarUrl ? 'chooseavatar' : 'refused', detail)
    },

    onError({ detail }: WechatMiniprogram.CustomEvent) {
      this.triggerEvent('refused', detail)
    },
  },
})
