import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import type { Area, CanvasAction, HostCanvas } from '../host.ts'
import { requireParameters } from '../parameters.ts'
import { recordingContext } from './context.ts'

/**
 * Drawing on `<canvas canvas-id>`, and pictures of what is drawn. The host draws; each drawing is
 * also recorded in `effects`, as `canvas.draw`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/canvas/wx.createCanvasContext.html
 */
export function canvasApis(phone: Context) {
  const { host, effects, files, reportError } = phone
  const canvasOf = (canvasId: string | undefined, scope: unknown) => {
    const canvas = canvasId === undefined ? undefined : host.canvas?.(canvasId, scope)
    if (!canvas) throw new ApiFailure('canvas is empty')
    return canvas
  }
  const draw = (canvasId: string, scope: unknown) =>
    recordingContext((actions: CanvasAction[], keep, done) => {
      effects.add('canvas.draw', { canvasId, actions })
      const canvas = host.canvas?.(canvasId, scope)
      void play(canvas, actions, keep, done).catch(reportError)
    })
  const asynchronous = defineApis(phone, {
    canvasToTempFilePath: async (options, { scope }) => {
      const { canvas: node, canvasId, fileType = 'png', quality = 1 } = options
      const canvas = node ? host.canvasOf?.(node) : canvasOf(canvasId, scope)
      if (!canvas) throw new ApiFailure('canvas is empty')
      const area = areaOf(options, canvas)
      const { destWidth: width = area.width, destHeight: height = area.height } = options
      const kind = fileType === 'jpg' ? 'jpg' : 'png'
      const picture = await canvas.picture(area, { width, height, fileType: kind, quality })
      return { tempFilePath: files.add(picture, kind) }
    },
    canvasGetImageData: (options, { scope }) => {
      requireParameters(options, { canvasId: 'String' })
      const canvas = canvasOf(options.canvasId, scope)
      const area = areaOf(options, canvas)
      return { width: area.width, height: area.height, data: canvas.pixels(area) }
    },
    canvasPutImageData: (options, { scope }) => {
      requireParameters(options, { canvasId: 'String' })
      const canvas = canvasOf(options.canvasId, scope)
      canvas.putPixels(areaOf(options, canvas), options.data)
    },
  })
  const others = defineOthers({
    createCanvasContext: draw as never,
    createOffscreenCanvas: ((...args: unknown[]) => offscreen(phone, args)) as never,
  })
  return { ...asynchronous, ...others }
}

async function play(
  canvas: HostCanvas | undefined,
  actions: CanvasAction[],
  keep: boolean,
  done: () => void,
) {
  await canvas?.draw(actions, keep)
  done()
}

function areaOf(options: Partial<Area>, canvas: HostCanvas): Area {
  const { x = 0, y = 0 } = options
  const { width = canvas.width - x, height = canvas.height - y } = options
  return { x, y, width, height }
}

/** Both forms: `({ type, width, height })`, and before 2.16.1 `(width, height)`. */
function offscreen({ host }: Context, args: unknown[]): object {
  const [first, second] = args
  const isOlder = typeof first === 'number'
  const given = (isOlder ? { width: first, height: second } : first) as Partial<
    Area & { type: string }
  >
  const { width = 300, height = 150, type = 'webgl' } = given ?? {}
  const canvas = host.offscreenCanvas?.({ width, height, type })
  if (!canvas) {
    throw new Error(
      'wx.createOffscreenCanvas needs something that draws: give host.offscreenCanvas.',
    )
  }
  return canvas
}
