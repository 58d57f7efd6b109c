import type { Paint } from '../../wx/canvas/context.ts'
import type { Area, CanvasAction, HostCanvas, PictureForm } from '../../wx/host.ts'
import type { Page } from './page.ts'
import { urlOf } from './url.ts'

/**
 * A canvas of the browser's for `wx.createCanvasContext`, whose calls count in px of the page.
 *
 * @param isScaled false for a canvas that the mini-program sized itself (2D, offscreen)
 */
export function drawnCanvas(canvas: HTMLCanvasElement, page: Page, isScaled: boolean): HostCanvas {
  const context = () => {
    const found = canvas.getContext('2d')
    if (!found) throw new Error('This canvas is used for WebGL: it has no 2D context.')
    return found
  }
  const ratio = isScaled ? fit(canvas) : 1
  return {
    width: canvas.width / ratio,
    height: canvas.height / ratio,
    async draw(actions, keep) {
      const target = context()
      const images = await loadImages(actions, page)
      target.save()
      if (!keep) target.clearRect(0, 0, canvas.width, canvas.height)
      target.scale(ratio, ratio)
      for (const action of actions) play(target, action, images)
      target.restore()
    },
    pixels: ({ x, y, width, height }) => context().getImageData(x, y, width, height).data,
    putPixels: ({ x, y, width, height }, data) =>
      context().putImageData(new ImageData(new Uint8ClampedArray(data), width, height), x, y),
    picture: (area, form) => pictureOf(canvas, scaled(area, ratio), form),
  }
}

const scaled = ({ x, y, width, height }: Area, by: number): Area => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
})

/**
 * Sets a canvas's size in device pixels; returns the number of device pixels for a px of the page.
 */
function fit(canvas: HTMLCanvasElement): number {
  const ratio = canvas.ownerDocument.defaultView?.devicePixelRatio ?? 1
  const { width, height } = canvas.getBoundingClientRect()
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high)
    Object.assign(canvas, { width: wide, height: high })
  return ratio
}

async function loadImages(actions: readonly CanvasAction[], page: Page) {
  const paths = actions.flatMap(({ method, args }) => {
    if (method === 'drawImage') return [String(args[0])]
    const [value] = args
    return isPaint(value) && value.paint === 'pattern' ? [String(value.args[0])] : []
  })
  const images = new Map<string, HTMLImageElement>()
  await Promise.all(
    paths.map(async (path) => {
      const image = page.document.createElement('img')
      image.crossOrigin = 'anonymous'
      image.src = urlOf(path, page.phone())
      // A picture that can't be loaded leaves its place empty, as in WeChat.
      await image.decode().then(
        () => images.set(path, image),
        () => undefined,
      )
    }),
  )
  return images
}

type Images = ReadonlyMap<string, HTMLImageElement>

const isPaint = (value: unknown): value is Paint =>
  typeof value === 'object' && value !== null && 'paint' in value

function play(target: CanvasRenderingContext2D, { method, args }: CanvasAction, images: Images) {
  const context = target as unknown as Record<string, unknown>
  const [, property] = /^set:(\w+)$/.exec(method) ?? []
  if (property !== undefined) {
    const [value] = args
    context[property] = isPaint(value) ? paintOf(target, value, images) : plainValue(value)
    return
  }
  if (method === 'drawImage') {
    const image = images.get(String(args[0]))
    if (image) (target.drawImage as (...args: unknown[]) => void)(image, ...args.slice(1))
    return
  }
  ;(context[method] as ((...args: unknown[]) => void) | undefined)?.apply(target, args)
}

/** WeChat calls the usual line of a text `normal`. */
const plainValue = (value: unknown) => (value === 'normal' ? 'alphabetic' : value)

function paintOf(target: CanvasRenderingContext2D, paint: Paint, images: Images) {
  const numbers = paint.args as number[]
  if (paint.paint === 'pattern') {
    const image = images.get(String(paint.args[0]))
    return image ? (target.createPattern(image, String(paint.args[1])) ?? '') : ''
  }
  const [x = 0, y = 0, third = 0, fourth = 0] = numbers
  const gradient =
    paint.paint === 'linear'
      ? target.createLinearGradient(x, y, third, fourth)
      : target.createRadialGradient(x, y, 0, x, y, third)
  for (const [offset, color] of paint.stops) gradient.addColorStop(offset, color)
  return gradient
}

function pictureOf(canvas: HTMLCanvasElement, from: Area, form: PictureForm): Promise<Blob> {
  const { width, height, fileType, quality } = form
  const copy = canvas.ownerDocument.createElement('canvas')
  Object.assign(copy, { width, height })
  copy
    .getContext('2d')
    ?.drawImage(canvas, from.x, from.y, from.width, from.height, 0, 0, width, height)
  return new Promise((resolve, reject) => {
    copy.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas has no picture'))),
      fileType === 'jpg' ? 'image/jpeg' : 'image/png',
      quality,
    )
  })
}
