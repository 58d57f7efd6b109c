import type { Drawing, Property } from './built-in.ts'

const passing = (tag: string, properties: Record<string, Property> = {}): Drawing => ({
  tag,
  properties,
})

const gestures = 'double-tap force-press horizontal-drag long-press pan scale tap vertical-drag'

/**
 * Components of Skyline. Lists and grids are laid out in CSS; gestures, transitions and shared
 * elements only show what is in them.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/skyline/component.html
 */
export const skyline: Drawing[] = [
  passing('span'),
  passing('list-view', { padding: Array }),
  {
    tag: 'grid-view',
    properties: {
      type: { type: String, value: 'aligned' },
      crossAxisCount: { type: Number, value: 2 },
      mainAxisGap: Number,
      crossAxisGap: Number,
      maxCrossAxisExtent: Number,
      padding: Array,
    },
    update(element, data: Record<string, unknown>) {
      element.style.setProperty('--grid-columns', String(Number(data.crossAxisCount)))
      element.style.rowGap = `${Number(data.mainAxisGap)}px`
      element.style.columnGap = `${Number(data.crossAxisGap)}px`
    },
  },
  passing('sticky-section', { pushPinnedHeader: { type: Boolean, value: true } }),
  passing('sticky-header', { offsetTop: Number, padding: Array }),
  passing('snapshot', { mode: String }),
  passing('nested-scroll-header'),
  passing('nested-scroll-body'),
  passing('draggable-sheet', {
    initialChildSize: Number,
    minChildSize: Number,
    maxChildSize: Number,
    snap: Boolean,
  }),
  passing('open-container', { transitionType: String, transitionDuration: Number }),
  passing('share-element', {
    key: String,
    transform: Boolean,
    duration: Number,
    easingFunction: String,
  }),
  ...gestures.split(' ').map((name) =>
    passing(`${name}-gesture-handler`, {
      tag: String,
      simultaneousHandlers: Array,
      nativeView: String,
    }),
  ),
]
