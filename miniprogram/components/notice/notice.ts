import { promptFor } from '../../i18n/prompts'
import type { ServiceErrorCode } from '../../services/index'

/**
 * An error in words, with the way on.
 *
 *     <notice code="{{errorCode}}" bindaction="onTapRetry" />
 *
 * - Event `action`: the button was tapped; `detail.action` is `retry`, `signIn` or `readPrivacy`.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** A `ServiceErrorCode`; empty for nothing. */
    code: { type: String, value: '' },
    /** The actions the page has a button of its own for: `retry`, or `retry signIn`. */
    own: { type: String, value: '' },
  },

  data: {
    text: '',
    label: '',
    action: 'none',
    isFault: true,
  },

  observers: {
    'code, own': function () {
      this.say()
    },
  },

  pageLifetimes: {
    /** The language may have changed. */
    show() {
      this.say()
    },
  },

  methods: {
    say() {
      const { code, own } = this.data
      if (!code) return this.setData({ text: '', label: '' })
      const { text, action, label } = promptFor(code as ServiceErrorCode)
      // The others need no button: what helps is to wait, or nothing is wrong.
      const isOffered = action === 'signIn' || action === 'readPrivacy' || action === 'retry'
      // A refusal, an abort or a sign-out is the user's own choice, no fault.
      const isFault = !/^ERR_(USER_DENIED|ABORTED|SIGNED_OUT)$/.test(code)
      const isOwn = own.split(' ').indexOf(action) >= 0
      this.setData({ text, action, isFault, label: isOffered && !isOwn ? label : '' })
    },

    onTap() {
      this.triggerEvent('action', { action: this.data.action })
    },
  },
})
