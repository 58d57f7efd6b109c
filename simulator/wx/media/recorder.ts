import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { Listeners } from '../listeners.ts'
import { requireScope } from '../open-api/scope.ts'

type RecorderEvent =
  | 'Start'
  | 'Stop'
  | 'Pause'
  | 'Resume'
  | 'Error'
  | 'FrameRecorded'
  | 'InterruptionBegin'
  | 'InterruptionEnd'
const names: RecorderEvent[] = [
  ...(['Start', 'Stop', 'Pause', 'Resume', 'Error', 'FrameRecorded'] as const),
  ...(['InterruptionBegin', 'InterruptionEnd'] as const),
]

/**
 * Recording: after the person's consent there is a file, of silence.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/RecorderManager.html
 */
export function recorderApis(phone: Context) {
  const { files, privacy, reportError } = phone
  const events = Object.fromEntries(names.map((name) => [name, new Listeners<object>()])) as Record<
    RecorderEvent,
    Listeners<object>
  >
  const tell = (event: RecorderEvent, detail: object = {}) =>
    events[event].tell(detail, reportError)
  let startedAt: number | undefined
  const end = () => {
    if (startedAt === undefined) throw new ApiFailure('recorder not start')
    const duration = Date.now() - startedAt
    startedAt = undefined
    const silence = new Blob([new Uint8Array(44)], { type: 'audio/mpeg' })
    return { tempFilePath: files.add(silence, 'mp3'), duration, fileSize: silence.size }
  }
  const begin = async (api: string) => {
    await privacy.require(phone, api)
    await requireScope(phone, 'scope.record')
    startedAt = Date.now()
  }
  const failure = (error: unknown) => {
    if (!(error instanceof ApiFailure)) return reportError(error)
    tell('Error', { errMsg: `operateRecorder:fail ${error.reason}` })
  }
  const manager = {
    start: () => void begin('RecorderManager.start').then(() => tell('Start'), failure),
    stop: () => {
      try {
        tell('Stop', end())
      } catch (error) {
        failure(error)
      }
    },
    pause: () => tell('Pause'),
    resume: () => tell('Resume'),
    ...Object.fromEntries(names.map((name) => [`on${name}`, events[name].add])),
  }
  let finished: ((result: object) => void) | undefined
  const asynchronous = defineApis(phone, {
    // The older form: it succeeds when `stopRecord` is called.
    startRecord: async () => {
      await begin('startRecord')
      return new Promise<object>((resolve) => {
        finished = resolve
      })
    },
    stopRecord: () => {
      const { tempFilePath } = end()
      finished?.({ tempFilePath })
    },
  })
  return { ...asynchronous, ...defineOthers({ getRecorderManager: () => manager as never }) }
}
