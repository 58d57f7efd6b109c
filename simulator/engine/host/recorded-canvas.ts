import { measureText } from '../../wx/canvas/measure.ts'
import type { Effects } from '../../wx/effects.ts'
import type { CanvasAction, HostCanvas } from '../../wx/host.ts'

/** A canvas where nothing can draw: it remembers what was drawn, in order. */
export interface RecordedCanvas {
  width: number
  height: number
  /** Calls on its context; properties as `set:fillStyle`. */
  calls: CanvasAction[]
  getContext(type: string): object
  createImage(): object
  createPath2D(): object
  createImageData(width: number, height: number): object
  requestAnimationFrame(run: (time: number) => void): number
  cancelAnimationFrame(id: number): void
  toDataURL(): string
}

/** The smallest picture there is. */
const DOT =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const FRAME_MS = 16

/** @param effects each call is recorded there too, as `canvas.call` */
export function recordedCanvas(width: number, height: number, effects: Effects): RecordedCanvas {
  const calls: CanvasAction[] = []
  const contexts = new Map<string, object>()
  const canvas: RecordedCanvas = {
    width,
    height,
    calls,
    getContext: (type) => {
      const context = contexts.get(type) ?? recordingContext(canvas, effects)
      contexts.set(type, context)
      return context
    },
    createImage: () => loadableImage(),
    createPath2D: () => ({ ...blank }),
    createImageData: (wide, high) => ({
      width: wide,
      height: high,
      data: new Uint8ClampedArray(wide * high * 4),
    }),
    requestAnimationFrame: (run) =>
      setTimeout(() => run(Date.now()), FRAME_MS) as unknown as number,
    cancelAnimationFrame: (id) => clearTimeout(id),
    toDataURL: () => DOT,
  }
  return canvas
}

/** Methods of a path, which draw nothing by themselves. */
const blank = Object.fromEntries(
  ['moveTo', 'lineTo', 'arc', 'rect', 'closePath', 'addPath'].map((name) => [name, () => {}]),
)

function recordingContext(canvas: RecordedCanvas, effects: Effects): object {
  const held: Record<string, unknown> = { canvas, font: '10px sans-serif' }
  const record = (method: string, args: unknown[]) => {
    canvas.calls.push({ method, args })
    effects.add('canvas.call', { method, args })
  }
  const answers: Record<string, (...args: never[]) => unknown> = {
    measureText: (text: string) => ({ width: measureText(text, String(held.font)) }),
    getImageData: (_x: number, _y: number, width: number, height: number) =>
      canvas.createImageData(width, height),
    createLinearGradient: () => ({ addColorStop() {} }),
    createRadialGradient: () => ({ addColorStop() {} }),
    createPattern: () => ({}),
  }
  return new Proxy(held, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name === 'then' || name in target) {
        return Reflect.get(target, name) as unknown
      }
      return (...args: unknown[]) => {
        record(name, args)
        return answers[name]?.(...(args as never[]))
      }
    },
    set: (target, name, value) => {
      record(`set:${String(name)}`, [value])
      return Reflect.set(target, name, value)
    },
  })
}

/** A picture that is there as soon as it has an address. */
function loadableImage(): object {
  let address = ''
  const image = {
    width: 1,
    height: 1,
    onload: undefined as (() => void) | undefined,
    get src() {
      return address
    },
    set src(value: string) {
      address = value
      queueMicrotask(() => image.onload?.())
    },
  }
  return image
}

/** The same for `wx.createCanvasContext` and `wx.canvasToTempFilePath`. */
export function hostCanvasOf(canvas: RecordedCanvas): HostCanvas {
  return {
    width: canvas.width,
    height: canvas.height,
    draw(actions, keep) {
      if (!keep) canvas.calls.length = 0
      canvas.calls.push(...actions)
      return Promise.resolve()
    },
    pixels: ({ width, height }) => new Uint8ClampedArray(width * height * 4),
    putPixels: (area, data) => void canvas.calls.push({ method: 'putPixels', args: [area, data] }),
    picture: (area, form) =>
      Promise.resolve(
        new Blob([JSON.stringify({ area, form, drawn: canvas.calls }, withoutCanvas)], {
          type: `image/${form.fileType}`,
        }),
      ),
  }
}

const withoutCanvas = (name: string, value: unknown) => (name === 'canvas' ? undefined : value)
