import { words } from '../../i18n/index'
import { codeOf } from '../../services/index'
import {
  openPermissions,
  permissionOf,
  type PermissionState,
  type Scope,
} from '../../services/permission'

/**
 * One permission: its state, and the way to change it. What was answered can be changed only on
 * WeChat's settings page. What was never asked for has no button: WeChat's rules want the question
 * where the user needs the answer, and that is not a list of permissions.
 *
 *     <permission-row scope="scope.camera" bindchange="onPermission" bindfail="onFail" />
 *
 * - Event `change`: the user changed it; `detail.state` is `granted`, `refused` or `not asked`.
 * - Event `fail`: `detail.code`, a `ServiceErrorCode`.
 *
 * `refresh()` reads the state again, for a page that knows it changed:
 * `this.selectComponent('permission-row').refresh()`.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** WeChat's name of the permission. */
    scope: { type: String, value: '' },
  },

  data: {
    state: 'unknown' as PermissionState | 'unknown',
    name: '',
    stateText: '',
    action: '',
  },

  observers: {
    scope() {
      this.refresh()
    },
  },

  pageLifetimes: {
    show() {
      this.refresh()
    },
  },

  methods: {
    refresh() {
      this.show(this.data.state)
      this.follow(permissionOf(this.data.scope as Scope))
    },

    onTap() {
      // Called before any await: WeChat opens its settings only straight from a tap.
      this.follow(openPermissions(this.data.scope as Scope), true)
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
      const { names, states, change } = words().permission
      const { scope } = this.data
      const isAnswered = state === 'granted' || state === 'refused'
      this.setData({
        state,
        name: names[scope as keyof typeof names] || scope,
        stateText: states[state],
        action: isAnswered ? change : '',
      })
    },
  },
})
