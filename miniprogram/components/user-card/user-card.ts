/**
 * A user's picture and name.
 *
 *     <user-card nick-name="小满" avatar-url="{{url}}" hint="编辑个人资料" bindtap="onTapProfile" />
 *
 * - Event `tap`: WeChat's own; every component has it.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** The user's name. */
    nickName: { type: String, value: '' },
    /** Without one, the first character of the name stands in its place. */
    avatarUrl: { type: String, value: '' },
    /** A line under the name; with one, the card looks as if a tap leads on. */
    hint: { type: String, value: '' },
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
