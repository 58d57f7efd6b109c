import type { Intersection, NodeFinder, PageNode } from '../../../simulator/wx/wxml/nodes.ts'
import { did } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, type TestPhoneOptions } from './phone.ts'
import { tmp } from './pictures.ts'

function node(id: string, left: number): PageNode {
  return {
    id,
    dataset: { id },
    mark: {},
    rect: () => ({ left, top: 5, width: 10, height: 20 }),
    scroll: () => ({ scrollLeft: 1, scrollTop: 2, scrollWidth: 30, scrollHeight: 40 }),
    property: (name) => `${name} of ${id}`,
    computedStyle: (name) => `${name} of ${id}`,
    node: () => ({ canvas: id }),
    context: () => ({ context: id }),
  }
}

const nodes = [node('a', 1), node('b', 100)]
const scopes: unknown[] = []
let seen: (intersection: Intersection) => void = () => {}
const finder: NodeFinder = {
  find: (selector, scope) => {
    scopes.push(scope)
    return selector === '.item' ? nodes : nodes.filter(({ id }) => `#${id}` === selector)
  },
  viewport: () => ({ ...nodes[0]!.scroll(), width: 375, height: 667 }),
  watchIntersection: (_node, _within, _margins, _thresholds, listener) => {
    seen = listener
    return () => (seen = () => {})
  },
}
const drawn: TestPhoneOptions = { host: { nodes: finder } }
const rectA = { left: 1, top: 5, right: 11, bottom: 25, width: 10, height: 20 }

describe('wx.createSelectorQuery', () => {
  test('answers all questions together, in their order', async () => {
    const { wx } = phone(drawn)
    const own: unknown[] = []
    const query = wx.createSelectorQuery()
    query.select('#a').boundingClientRect((rect) => void own.push(rect))
    query.selectAll('.item').fields({ properties: ['scroll-x'], computedStyle: ['color'] })
    query.select('#missing').boundingClientRect()
    query.selectAll('.missing').scrollOffset()
    query.selectViewport().fields({ size: true, scrollOffset: true })
    query.select('#b').node()
    query.select('#b').context()
    const results = await new Promise<unknown[]>((done) => query.exec(done))
    expect(results).toEqual([
      { id: 'a', dataset: { id: 'a' }, ...rectA },
      nodes.map(({ id }) => ({ 'scroll-x': `scroll-x of ${id}`, color: `color of ${id}` })),
      null,
      [],
      { width: 375, height: 667, scrollLeft: 1, scrollTop: 2, scrollWidth: 30, scrollHeight: 40 },
      { node: { canvas: 'b' } },
      { context: { context: 'b' } },
    ])
    expect(own).toEqual([results[0]])
  })

  test('looks in a component, and asks again only what is asked anew', async () => {
    const { wx } = phone(drawn)
    const component = {}
    const query = wx.createSelectorQuery().in(component as never)
    query.select('#a').boundingClientRect()
    await new Promise<unknown[]>((done) => query.exec(done))
    expect(scopes.at(-1)).toBe(component)
    expect(await new Promise<unknown[]>((done) => query.exec(done))).toEqual([])
  })

  test('says what it needs where nothing is drawn, and reports what a callback throws', async () => {
    const on = phone()
    on.wx.createSelectorQuery().select('#a').boundingClientRect().exec()
    await new Promise((done) => setTimeout(done, 2))
    expect(on.problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining('host.nodes') as string }),
    ])
  })
})

describe('wx.createIntersectionObserver', () => {
  const of = (intersectionRatio: number) => ({ intersectionRatio }) as Intersection

  test('tells when a threshold is passed, until it is disconnected', () => {
    const told: object[] = []
    const observer = phone(drawn).wx.createIntersectionObserver({}, { thresholds: [0.5] })
    observer.relativeToViewport({ bottom: 10 }).observe('#a', (result) => void told.push(result))
    for (const ratio of [0.2, 0.6, 0.7, 0.4]) seen(of(ratio))
    observer.disconnect()
    seen(of(1))
    expect(told).toEqual(
      [0.6, 0.4].map((intersectionRatio) => ({ intersectionRatio, id: 'a', dataset: { id: 'a' } })),
    )
  })

  test('needs pages that are drawn', () => {
    const observer = phone().wx.createIntersectionObserver({})
    expect(() => observer.relativeToViewport().observe('#a', () => {})).toThrow('host.nodes')
  })
})

contract('wx.hideKeyboard', {
  succeeds: { phone: { host: { hideKeyboard: () => true } }, after: did('hideKeyboard', {}) },
  fails: {
    when: 'where no field has the focus',
    phone: { host: { hideKeyboard: () => false } },
    errMsg: ':fail input not exists',
  },
})

beforeEach(resetServer)

test.each([
  ['wx.createVideoContext', 'createVideoContext', 'VideoContext', 'play'],
  ['wx.createLivePlayerContext', 'createLivePlayerContext', 'LivePlayerContext', 'mute'],
  ['wx.createLivePusherContext', 'createLivePusherContext', 'LivePusherContext', 'start'],
  ['wx.createMapContext', 'createMapContext', 'MapContext', 'moveToLocation'],
  ['wx.createCameraContext', 'createCameraContext', 'CameraContext', 'setZoom'],
])('%s tells the component, and the record', async (_, name, kind, method) => {
  const commands: object[] = []
  const on = phone({ host: { controlComponent: (command) => void commands.push(command) } })
  const wx = on.wx as unknown as Record<string, (id: string) => Record<string, (o: object) => void>>
  const answered = new Promise((success) => wx[name]?.('player')[method]?.({ success }))
  expect(await answered).toEqual({ errMsg: `${method}:ok` })
  expect(commands).toEqual([expect.objectContaining({ kind, id: 'player', method })])
  expect(on.effects.of(`${kind}.${method}`)).toHaveLength(1)
})
test('a camera takes a picture, a map knows where the person is', async () => {
  const { wx } = phone()
  const photo = await new Promise((success) => wx.createCameraContext().takePhoto({ success }))
  expect(photo).toMatchObject({ tempImagePath: tmp })
  const center = await new Promise((success) =>
    wx.createMapContext('m').getCenterLocation({ success }),
  )
  expect(center).toMatchObject({ latitude: 39.908823 })
})
