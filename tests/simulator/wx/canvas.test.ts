import { without } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, type TestPhone, type TestPhoneOptions } from './phone.ts'
import { tmp } from './pictures.ts'

beforeEach(resetServer)

describe('wx.createCanvasContext', () => {
  const drawn = (on: TestPhone) =>
    on.effects
      .of('canvas.draw')
      .flatMap((one) =>
        (one as { actions: { method: string; args: unknown[] }[] }).actions.map(
          ({ method, args }) => `${method}(${args.map(String).join(', ')})`,
        ),
      )

  test('records what is drawn, until it is drawn', async () => {
    const on = phone()
    const context = on.wx.createCanvasContext('c')
    context.setFillStyle('red')
    context.fillRect(0, 0, 10, 20)
    context.setFontSize(20)
    context.fillText('你好', 5, 5)
    expect(context.measureText('你好').width).toBe(40)
    expect(drawn(on)).toEqual([])
    await new Promise<void>((done) => context.draw(false, () => done()))
    expect(drawn(on)).toEqual([
      'set:fillStyle(red)',
      'fillRect(0, 0, 10, 20)',
      'set:font(20px sans-serif)',
      'fillText(你好, 5, 5)',
    ])
  })

  test('hands colors that run into each other to whoever draws', () => {
    const gradient = phone().wx.createCanvasContext('c').createLinearGradient(0, 0, 1, 1)
    gradient.addColorStop(0, 'red')
    expect(gradient).toMatchObject({ paint: 'linear', args: [0, 0, 1, 1], stops: [[0, 'red']] })
  })
})

const canvas = {
  width: 30,
  height: 20,
  draw: () => Promise.resolve(),
  pixels: () => new Uint8ClampedArray([1, 2, 3, 4]),
  putPixels: jest.fn<void, unknown[]>(),
  picture: (area: object, form: object) =>
    Promise.resolve(
      new Blob([
        JSON.stringify({
          ...area,
          ...form,
        }),
      ]),
    ),
}
const withCanvas: TestPhoneOptions = {
  host: { canvas: (id) => (id === 'c' ? canvas : undefined) },
}
const noCanvas = {
  when: 'without a canvas',
  options: { canvasId: 'x' },
  errMsg: ':fail canvas is empty',
}

contract('wx.canvasToTempFilePath', {
  succeeds: { phone: withCanvas, options: { canvasId: 'c' }, result: { tempFilePath: tmp } },
  fails: [noCanvas],
})
test('a part of a canvas in another size', async () => {
  const on = phone(withCanvas)
  const part = { canvasId: 'c', x: 5, width: 10, destWidth: 20, fileType: 'jpg' } as const
  const { tempFilePath } = await on.wx.canvasToTempFilePath(part)
  expect(JSON.parse((await on.files.get(tempFilePath)?.text()) ?? '')).toEqual({
    x: 5,
    y: 0,
    width: 20,
    height: 20,
    fileType: 'jpg',
    quality: 1,
  })
})
contract('wx.canvasGetImageData', {
  succeeds: {
    phone: withCanvas,
    options: { canvasId: 'c', x: 0, y: 0, width: 1, height: 1 },
    result: { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 4]) },
  },
  fails: [noCanvas, without('canvasId')],
})
contract('wx.canvasPutImageData', {
  succeeds: {
    phone: withCanvas,
    options: { canvasId: 'c', data: new Uint8ClampedArray(4), width: 1, height: 1, x: 0, y: 0 },
    after: () => expect(canvas.putPixels.mock.calls[0]?.[0]).toMatchObject({ width: 1 }),
  },
  fails: [noCanvas, without('canvasId')],
})
test('wx.createOffscreenCanvas is what the host makes', () => {
  const made = { type: '2d' }
  const on = phone({ host: { offscreenCanvas: () => made } })
  expect(on.wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 })).toBe(made)
  expect(() => phone().wx.createOffscreenCanvas({ type: '2d' })).toThrow('host.offscreenCanvas')
})
