import type { CanvasAction } from '../host.ts'
import { measureText } from './measure.ts'

/** Calls that draw or change what follows; each is recorded and played by `draw()`. */
const methods = [
  'arc',
  'arcTo',
  'beginPath',
  'bezierCurveTo',
  'clearRect',
  'clip',
  'closePath',
  'drawImage',
  'fill',
  'fillRect',
  'fillText',
  'lineTo',
  'moveTo',
  'quadraticCurveTo',
  'rect',
  'restore',
  'rotate',
  'save',
  'scale',
  'setLineDash',
  'setTransform',
  'stroke',
  'strokeRect',
  'strokeText',
  'transform',
  'translate',
]

/** `setFillStyle(x)` is `fillStyle = x`. */
const setters: Record<string, string> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setGlobalAlpha: 'globalAlpha',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setLineWidth: 'lineWidth',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
  setTextBaseline: 'textBaseline',
}

const properties = [
  'fillStyle',
  'strokeStyle',
  'font',
  'globalAlpha',
  'globalCompositeOperation',
  'lineCap',
  'lineDashOffset',
  'lineJoin',
  'lineWidth',
  'miterLimit',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
  'textAlign',
  'textBaseline',
]

const DEFAULT_FONT = '10px sans-serif'

/** A gradient or pattern, which the host makes when it draws. */
export interface Paint {
  paint: 'linear' | 'circular' | 'pattern'
  args: unknown[]
  stops: [offset: number, color: string][]
  addColorStop(offset: number, color: string): void
}

function paint(kind: Paint['paint'], args: unknown[]): Paint {
  const stops: Paint['stops'] = []
  return {
    paint: kind,
    args,
    stops,
    addColorStop: (offset, color) => void stops.push([offset, color]),
  }
}

/**
 * The older drawing context: it records calls until `draw()` plays them on the canvas.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/canvas/CanvasContext.html
 *
 * @param play draws what was recorded; `keep`: over what is there
 */
export function recordingContext(
  play: (actions: CanvasAction[], keep: boolean, done: () => void) => void,
): object {
  let actions: CanvasAction[] = []
  const current: Record<string, unknown> = { font: DEFAULT_FONT }
  const set = (name: string, value: unknown) => {
    current[name] = value
    actions.push({ method: `set:${name}`, args: [value] })
  }
  const recorded = Object.fromEntries(
    methods.map((method) => [method, (...args: unknown[]) => void actions.push({ method, args })]),
  )
  const set1 = Object.entries(setters).map(([name, property]) => [
    name,
    (value: unknown) => set(property, value),
  ])
  const context = {
    ...recorded,
    ...Object.fromEntries(set1),
    setFontSize: (px: number) => set('font', withSize(String(current.font), px)),
    setShadow: (x: number, y: number, blur: number, color: string) => {
      const shadow = { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur, shadowColor: color }
      for (const [name, value] of Object.entries(shadow)) set(name, value)
    },
    measureText: (text: string) => ({ width: measureText(text, String(current.font)) }),
    createLinearGradient: (...args: number[]) => paint('linear', args),
    createCircularGradient: (...args: number[]) => paint('circular', args),
    createPattern: (...args: unknown[]) => paint('pattern', args),
    draw: (keep: boolean | (() => void) = false, done: () => void = () => {}) => {
      const [isKept, callback] = typeof keep === 'function' ? [false, keep] : [keep, done]
      const all = actions
      actions = []
      play(all, isKept, callback)
    },
    /** As of 2016: hands the calls out, for `wx.drawCanvas`. */
    getActions: () => {
      const all = actions
      actions = []
      return all
    },
    clearActions: () => {
      actions = []
    },
  }
  for (const name of properties) {
    Object.defineProperty(context, name, {
      get: () => current[name],
      set: (value) => {
        set(name, value)
      },
    })
  }
  return context
}

const withSize = (font: string, px: number) => font.replace(/[\d.]+px/, `${px}px`)
