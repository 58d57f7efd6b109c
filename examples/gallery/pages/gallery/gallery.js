import { askPermission } from '../../services/permission'

Page({
  data: {
    avatarUrl: '',
    /** One of each kind: a way on, no fault, no way on. */
    codes: [
      'ERR_NETWORK',
      'ERR_SESSION_EXPIRED',
      'ERR_PRIVACY_REFUSED',
      'ERR_USER_DENIED',
      'ERR_SERVER',
    ],
    scopes: ['scope.camera', 'scope.record'],
    heard: '',
  },

  /** Shows the last event as the page hears it. */
  onEvent({ type, currentTarget, detail }) {
    this.setData({ heard: `${currentTarget.dataset.of} ${type} ${JSON.stringify(detail || {})}` })
  },

  onChooseAvatar(event) {
    this.setData({ avatarUrl: event.detail.avatarUrl })
    this.onEvent(event)
  },

  /** What was never asked for is asked here, so that the rows have something to show. */
  onTapAskCamera() {
    return askPermission('scope.camera').then(() => this.refresh())
  },

  refresh() {
    this.selectAllComponents('.permission').forEach((row) => row.refresh())
  },

  onTapNeedPrivacy() {
    if (wx.requirePrivacyAuthorize) wx.requirePrivacyAuthorize({ fail() {} })
  },
})
