import { words } from '../../i18n/index'
import { codeOf } from '../../services/index'
import {
  askPermission,
  openPermissions,
  permissionOf,
  type PermissionState,
  type Scope,
} from '../../services/permission'

/**
 * One permission: its state, and the way to change it. A permission that was never asked for is
 * asked; one that was answered can be changed only on WeChat's settings page.
 *
 *     <permission-row scope="scope.camera" bindchange="onPermission" bindfail="onFail" />
 *
 * Event `change` with `detail.state` (`granted`, `refused`, `not asked`); event `fail` with
 * `detail.code`, a `LoginErrorCode`.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    scope: { type: String, value: '' },
  },

  data: {
    state: 'unknown' as PermissionState | 'unknown',
    name: '',
    stateText: '',
    action: '',
  },

  lifetimes: {
    attached() {
      this.refresh()
    },
  },

  pageLifetimes: {
    show() {
      this.refresh()
    },
  },

  methods: {
    /** Reads the state anew, for a host that knows it changed. */
    refresh() {
      this.show(this.data.state)
      this.follow(permissionOf(this.data.scope as Scope))
    },

    onTap() {
      const scope = this.data.scope as Scope
      // Called before any await: WeChat opens its settings only straight from a tap. User info is
      // never asked for by a call, only by its button on the sign-in page.
      const isAsked = this.data.state === 'not asked' && scope !== 'scope.userInfo'
      this.follow(isAsked ? askPermission(scope) : openPermissions(scope), true)
    },

    follow(asked: Promise<PermissionState>, isByTap = false) {
      asked.then(
        (state) => {
          const isNew = state !== this.data.state
          this.show(state)
          if (isByTap && isNew) this.triggerEvent('change', { state })
        },
        (error) => this.triggerEvent('fail', { code: codeOf(error) }),
      )
    },

    show(state: PermissionState | 'unknown') {
      const { names, states, ask, change } = words().permission
      const { scope } = this.data
      const isAskable = state === 'not asked' && scope !== 'scope.userInfo'
      const isAnswered = state === 'granted' || state === 'refused'
      this.setData({
        state,
        name: names[scope as keyof typeof names] || scope,
        stateText: states[state],
        action: isAskable ? ask : isAnswered ? change : '',
      })
    },
  },
})
