import { defineOthers } from '../apis.ts'
import { callSafely } from '../call.ts'
import type { Context } from '../context.ts'
import { ownPicture } from '../open-api/avatar.ts'
import { contextMethods } from './context-methods.ts'

interface Callbacks {
  success?: (result: object) => void
  complete?: (result: object) => void
}

/**
 * Controls what a component on the page plays or shows. Where the host draws it (`video` in a browser)
 * the call takes effect; every call is recorded in `effects`, as `VideoContext.play`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.createVideoContext.html
 */
export function componentContextApis(phone: Context) {
  const create = (kind: keyof typeof contextMethods, results: Results = {}) =>
    ((id?: string, scope?: unknown) =>
      componentContext(phone, { kind, id, scope, results })) as never
  return defineOthers({
    createVideoContext: create('VideoContext'),
    createLivePlayerContext: create('LivePlayerContext'),
    createLivePusherContext: create('LivePusherContext'),
    createCameraContext: create('CameraContext', cameraResults(phone)),
    createMapContext: create('MapContext', mapResults(phone)),
  })
}

type Results = Record<string, (options: Record<string, unknown>) => object>

const cameraResults = ({ files }: Context): Results => ({
  takePhoto: () => ({ tempImagePath: files.add(ownPicture(), 'png') }),
  stopRecord: () => {
    const tempThumbPath = files.add(ownPicture(), 'png')
    return { tempThumbPath, tempVideoPath: files.add(new Blob(['']), 'mp4') }
  },
  onCameraFrame: () => ({ start() {}, stop() {} }),
})

const mapResults = ({ person }: Context): Results => ({
  getCenterLocation: () => {
    const { latitude, longitude } = person.place
    return { latitude, longitude }
  },
  getScale: () => ({ scale: 16 }),
  getRotate: () => ({ rotate: 0 }),
  getSkew: () => ({ skew: 0 }),
  getRegion: () => {
    const { latitude, longitude } = person.place
    const corner = (by: number) => ({ latitude: latitude + by, longitude: longitude + by })
    return { southwest: corner(-0.01), northeast: corner(0.01) }
  },
})

interface ComponentContext {
  kind: keyof typeof contextMethods
  id: string | undefined
  scope: unknown
  results: Results
}

function componentContext(phone: Context, { kind, id, scope, results }: ComponentContext) {
  const { effects, host, reportError } = phone
  return Object.fromEntries(
    contextMethods[kind].map((method) => [
      method,
      (...args: unknown[]) => {
        const [first] = args
        const options = (typeof first === 'object' ? first : {}) as Callbacks
        effects.add(`${kind}.${method}`, { id, args })
        host.controlComponent?.({ kind, id, scope, method, args })
        const result = results[method]?.(options as Record<string, unknown>)
        if (result && 'start' in result) return result
        const answer = { ...result, errMsg: `${method}:ok` }
        queueMicrotask(() =>
          callSafely({ reportError }, [options.success, options.complete], answer),
        )
        return undefined
      },
    ]),
  )
}
