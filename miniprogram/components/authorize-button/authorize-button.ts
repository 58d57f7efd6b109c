import { words } from '../../i18n/index'

/**
 * A button for one of WeChat's authorizations; where WeChat is too old for it, a line that says so.
 *
 *     <authorize-button open-type="getPhoneNumber" label="绑定手机号" bindgetphonenumber="onPhone" />
 *
 * - Events `getuserinfo`, `getphonenumber`, `getrealtimephonenumber`, `opensetting`: WeChat's own, with
 *   WeChat's own detail.
 * - Event `authorize`: without `open-type`, straight from the tap.
 * - Event `blocked`: the button was tapped while `blocked`; WeChat's window does not open.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** WeChat's `open-type`; empty for a plain tap. */
    openType: { type: String, value: '' },
    /** The words on the button. */
    label: { type: String, value: '' },
    /** `primary`, `surface` for a second one on the page, `quiet` on a card. */
    kind: { type: String, value: 'primary' },
    /** Something is in progress: shown, and the button does nothing. */
    loading: { type: Boolean, value: false },
    /** It can't be used now. */
    disabled: { type: Boolean, value: false },
    /** Something has to be done first, such as agreeing to something. */
    blocked: { type: Boolean, value: false },
  },

  data: {
    isSupported: true,
    upgrade: '',
  },

  observers: {
    /** A client without this `open-type` would draw a button that does nothing. */
    openType(openType: string) {
      const first = openType.split('|')[0]
      this.setData({
        isSupported: !first || wx.canIUse(`button.open-type.${first}`),
        upgrade: words().authorizeButton.upgrade,
      })
    },
  },

  methods: {
    onTap() {
      if (this.data.blocked) this.triggerEvent('blocked')
      else if (!this.data.openType) this.triggerEvent('authorize')
    },

    forward({ type, detail }: WechatMiniprogram.CustomEvent) {
      this.triggerEvent(type, detail)
    },
  },
})
