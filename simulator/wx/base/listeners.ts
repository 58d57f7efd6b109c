import type { Context } from '../context.ts'

/**
 * Events of the phone that no API causes. A test or a host fires them:
 * `events.happen('UserCaptureScreen')`.
 */
export const playedEvents = [
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LazyLoadError',
  'ApiCategoryChange',
  'BeforeAppRoute',
  'AppRoute',
  'AppRouteDone',
  'BeforePageLoad',
  'AfterPageLoad',
  'BeforePageUnload',
  'AfterPageUnload',
  'MemoryWarning',
  'UserCaptureScreen',
  'ScreenRecordingStateChanged',
  'KeyboardHeightChange',
  'KeyDown',
  'KeyUp',
  'NetworkWeakChange',
  'BatteryInfoChange',
  'CopyUrl',
  'EmbeddedMiniProgramHeightChange',
  'MenuButtonBoundingClientRectWeightChange',
  'ParallelStateChange',
  'WindowStateChange',
  'GeneratePoster',
  'UserTriggerTranslation',
  'UserOffTranslation',
] as const

/** `wx.onX` and `wx.offX` of each. */
export function playedEventApis({ events }: Context): object {
  return Object.fromEntries(
    playedEvents.flatMap((name) => {
      const { add, remove } = events.of(name)
      return [
        [`on${name}`, add],
        [`off${name}`, remove],
      ]
    }),
  )
}
