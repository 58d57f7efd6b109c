/** The preview asked by strangers: other protocols, other sites, other machines, and nonsense. */
import { isTold, LINKED, LISTED, MAP, PRIVATE, useAttacked } from './support/attacked.ts'
import { openOutside } from './support/outside.ts'
import { getRaw, requestOf, sendRaw } from './support/raw.ts'
import { traversals } from './support/traversals.ts'

const attacked = useAttacked()

const H2C = [
  'Upgrade: h2c',
  'Connection: Upgrade, HTTP2-Settings',
  'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA',
]
const OFFERS = [
  H2C,
  [
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: eA==',
  ],
  ['Upgrade: TLS/1.0', 'Connection: Upgrade'],
  ['Upgrade: websocket, h2c, TLS/1.2', 'Connection: keep-alive, Upgrade'],
  ['Upgrade: h2c', 'Upgrade: TLS/1.0', 'Connection: Upgrade'],
  ['Upgrade: nonsense/9', 'Connection: upgrade'],
  ['Upgrade:', 'Connection: Upgrade'],
  ['Upgrade: h2c'],
]

// RFC 9110, section 7.8
test.each(OFFERS.map((offer) => [offer.join(', '), offer]))(
  'the offer "%s" is ignored, on one connection as often as it is made',
  async (_, offer) => {
    const plain = await getRaw({ port: attacked.port }, '/__project/program.js')
    const closing = offer.map((it) => it.replace(/^Connection: /, 'Connection: close, '))
    const { status, body } = await getRaw({ port: attacked.port }, '/__project/program.js', closing)
    expect([status, body]).toEqual([200, plain.body])
    const many = requestOf('GET', '/nowhere', ['Connection: keep-alive', ...offer]).repeat(12)
    const count = (said: string) => said.split('HTTP/1.1 404').length - 1
    const all = await sendRaw({ port: attacked.port }, many, (said) => count(said) === 12)
    expect([all.status, count(all.body)]).toEqual([404, 11])
    expect(attacked.output()).not.toMatch(/Warning|Error/)
  },
)

interface Deed {
  method: string
  path: string
  body?: string
}
/** Requests that would change state or hold a connection. */
const DEEDS: Deed[] = [
  { method: 'POST', path: '/__project/cloud', body: '{"name":"count","event":{},"caller":{}}' },
  { method: 'POST', path: '/__client/login', body: '{}' },
  { method: 'POST', path: '/__mock/users', body: '{"name":"eve"}' },
  { method: 'POST', path: '/__mock/clock', body: '{"advanceSeconds":9999}' },
  { method: 'POST', path: '/__mock/scenarios/offline', body: '{}' },
  { method: 'POST', path: '/__mock/faults', body: '{"target":"/api/*","status":500}' },
  { method: 'POST', path: '/__mock/reset', body: '{}' },
  { method: 'GET', path: '/__relay' },
]
const STREAMS: Deed[] = ['/__project/updates', '/__mock/events'].map((path) => ({
  method: 'GET',
  path,
}))

const isAnswered = (said: string) => said.includes('\r\n\r\n')
const does = ({ method, path, body = '' }: Deed, headers: string[]) =>
  sendRaw(
    { port: attacked.port },
    requestOf(method, path, ['Content-Type: application/json', ...headers], body),
    isAnswered,
  )

async function memory() {
  const { now: _, ...rest } = (await (await fetch(`${attacked.origin}/__mock/state`)).json()) as {
    now: number
  }
  return rest
}

test.each([
  'evil.example',
  'localhost.evil.example',
  'evil.example:3900',
  '127.0.0.1.nip.io',
  '',
  '127.1',
  '0x7f.1',
])('the foreign Host "%s" gets nothing and changes nothing', async (host) => {
  const before = await memory()
  const asked = [
    ...LISTED,
    MAP,
    '/__project/line',
    '/__project/usage',
    '/nowhere',
    '/api',
    '/__automator',
  ]
  const gets = asked.map((path) => ({ method: 'GET', path }))
  for (const deed of [...gets, ...DEEDS, ...STREAMS]) {
    const { status, body } = await does(deed, [`Host: ${host}`])
    expect([deed.path, [400, 403].includes(status)]).toEqual([deed.path, true])
    expect(attacked.known.has(body)).toBe(false)
  }
  expect(await memory()).toEqual(before)
})

test('the target of a request that names the server counts before its Host; two Hosts are refused', async () => {
  const script = '/__project/program.js'
  const own = await getRaw({ port: attacked.port }, attacked.origin + script, [
    'Host: evil.example',
  ])
  expect([own.status, own.body]).toEqual([
    200,
    (await getRaw({ port: attacked.port }, script)).body,
  ])
  for (const target of [
    'http://evil.example/',
    'http://evil.example/__mock/state',
    'http://evil.example',
  ]) {
    expect([target, (await getRaw({ port: attacked.port }, target)).status]).toEqual([target, 403])
  }
  const two = await getRaw({ port: attacked.port }, '/', ['Host: localhost', 'Host: evil.example'])
  expect(two.status).toBe(400)
})

test.each(['http://evil.example', 'null', 'https://localhost.evil.example', 'file://'])(
  'a page of the Origin "%s" changes nothing and reads nothing',
  async (foreign) => {
    const before = await memory()
    for (const deed of DEEDS) {
      const { status } = await does(deed, [`Origin: ${foreign}`])
      expect([deed.path, status]).toEqual([deed.path, 403])
    }
    expect(await memory()).toEqual(before)
    const counted = await does(DEEDS[0] as Deed, [])
    expect(counted.status).toBe(200)
    for (const path of [...LISTED, MAP, '/__project/updates']) {
      const { head } = await does({ method: 'GET', path }, [`Origin: ${foreign}`])
      expect([path, head]).toEqual([
        path,
        expect.stringContaining('cross-origin-resource-policy: same-origin'),
      ])
      expect(head).not.toContain('access-control-allow')
    }
    for (const path of ['/__automator', '/__automator/phone']) {
      const offer = [...(OFFERS[1] ?? []), `Origin: ${foreign}`]
      expect([path, (await getRaw({ port: attacked.port }, path, offer)).status]).toEqual([
        path,
        403,
      ])
    }
    const preflight = requestOf('OPTIONS', '/__project/cloud', [
      `Origin: ${foreign}`,
      'Access-Control-Request-Method: POST',
    ])
    expect((await sendRaw({ port: attacked.port }, preflight)).head).not.toContain(
      'access-control-allow',
    )
  },
)

test('another machine gets the phone, and none of the sources', () => {
  const outside = openOutside()
  try {
    const far = `http://${outside.address}:${attacked.port}`
    for (const [path, reply] of outside.askAll(far, LISTED))
      expect([path, reply?.status]).toEqual([path, 200])
    const sources = [MAP, '/__project/usage', '/__project/line?line=1&file=pages/a/a.js']
    for (const [path, reply] of outside.askAll(far, [
      ...sources,
      '/__mock/state',
      '/__mock/events',
      '/__relay',
    ])) {
      expect([path, reply?.status]).toEqual([path, 403])
      expect(isTold(reply?.text ?? '')).toBe(false)
    }
    const paths = traversals([...PRIVATE, ...LINKED], 500, 18).filter((it) => it.startsWith('/'))
    const told = outside.askAll(far, paths).filter(([, reply]) => isTold(reply?.text ?? ''))
    expect(told).toEqual([])
  } finally {
    outside.close()
  }
}, 60_000)

test.each<Deed & { status: number }>([
  { method: 'GET', path: '/__project/place?line=0&column=0', status: 404 },
  { method: 'GET', path: '/__project/place?line=-1&column=x', status: 404 },
  { method: 'GET', path: '/__project/place', status: 404 },
  { method: 'GET', path: '/__project/line?file=pages/a/a.js&line=-1', status: 404 },
  { method: 'GET', path: '/__project/files/%', status: 404 },
  { method: 'POST', path: '/__project/cloud', body: '{"name":', status: 400 },
  { method: 'POST', path: '/__project/cloud', body: 'null', status: 400 },
  { method: 'POST', path: '/__project/cloud', body: '{"name":"../secret"}', status: 200 },
  { method: 'POST', path: '/__project/program.js', body: '{}', status: 404 },
])(
  '$method $path $body is answered $status, and nothing fails inside',
  async ({ status, ...deed }) => {
    expect((await does(deed, ['Connection: close'])).status).toBe(status)
    expect(attacked.output()).not.toMatch(/Error/)
  },
)
