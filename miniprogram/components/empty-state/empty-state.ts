/**
 * Shown by a page that has no content yet, and the way on.
 *
 *     <empty-state title="登录后可以编辑" action="登录" bindaction="onTapSignIn" />
 *
 * - Event `action`: the button was tapped.
 */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** The missing content, in words. */
    title: { type: String, value: '' },
    /** Why, or what it takes. */
    text: { type: String, value: '' },
    /** The button's label; without one there is no button. */
    action: { type: String, value: '' },
  },

  methods: {
    onTap() {
      this.triggerEvent('action')
    },
  },
})
