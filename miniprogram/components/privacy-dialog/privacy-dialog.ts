import { words } from '../../i18n/index'
import {
  agreePrivacy,
  onPrivacyNeeded,
  openPrivacyContract,
  readPrivacy,
  refusePrivacy,
  type AgreeEvent,
} from '../../services/privacy'

/**
 * Asks the user to agree to the privacy guideline, when WeChat needs it. Put one on every page that
 * touches personal data; it shows itself. The waiting call goes on or fails by itself, too.
 *
 *     <privacy-dialog bindagree="onAgree" bindrefuse="onRefuse" />
 *
 * - Events `agree`, `refuse`: what the user chose.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  data: {
    words: words().privacyDialog,
    contractName: '',
    isShown: false,
  },

  lifetimes: {
    attached() {
      const stop = onPrivacyNeeded((isNeeded) => this.show(isNeeded))
      Object.assign(this, { stop })
    },

    detached() {
      ;(this as unknown as { stop: () => void }).stop()
    },
  },

  methods: {
    show(isShown: boolean) {
      this.setData({ isShown, words: words().privacyDialog })
      if (!isShown) return
      readPrivacy().then(
        ({ contractName }) => this.setData({ contractName }),
        () => {}, // the name stays out; the question stands
      )
    },

    onTapContract() {
      openPrivacyContract().catch(() => {})
    },

    onAgree(event: WechatMiniprogram.CustomEvent) {
      agreePrivacy(event as AgreeEvent)
      this.triggerEvent('agree')
    },

    onTapRefuse() {
      refusePrivacy()
      this.triggerEvent('refuse')
    },

    /** The page below does not scroll. */
    stay() {},
  },
})
