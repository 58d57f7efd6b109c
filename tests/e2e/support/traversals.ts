/** A generator of numbers below 1 that gives the same ones for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Beginnings of addresses: the preview's own, those of dev servers, other origins, disks. */
const HEADS = [
  '/__project/files',
  '/__project/files/images',
  '/__project',
  '/__preview',
  '/@fs',
  '/@id',
  '/__client',
  '/__mock',
  '/api',
  '/wxaurl.cn',
  '',
  'http://localhost',
  'http://127.0.0.1/__project/files',
  'file://',
  'file:///',
  '/file:',
  '/__project/files/C:',
  '/C:',
  '/__project/files/file:',
  '/?file=',
  '/__project/line?line=1&file=',
]

/** One folder up, as a server, a proxy or a file system might read it. */
const UPS = [
  '..',
  '.%2e',
  '%2e%2e',
  '%252e%252e',
  '%25252e%25252e',
  '%u002e%u002e',
  '..%00',
  '%00..',
  '..;',
  '..;a=b',
  '....',
  '.',
  '. .',
  '..%20',
  '..%09',
  '%c0%ae%c0%ae',
  '%e0%80%ae%e0%80%ae',
  '\xc0\xae\xc0\xae',
  '%ef%bc%8e%ef%bc%8e',
  '%',
]

const SLASHES = [
  '/',
  '//',
  '///',
  '/./',
  '\\',
  '\\\\',
  '%2f',
  '%2F',
  '%5c',
  '%5C',
  '%252f',
  '%255c',
  '/%2f',
  '%c0%af',
  '%e0%80%af',
  '\xc0\xaf',
  '%u2215',
  '%ef%bc%8f',
  ';/',
  '/;/',
]

/** Endings that a file system may remove from a name, or take for another stream of the file. */
const ENDS = [
  '',
  '',
  '',
  '.',
  '..',
  '%20',
  '%00',
  '%00.png',
  '%2500.png',
  '::$DATA',
  '::$INDEX_ALLOCATION',
  ':stream',
  '/',
  '/.',
  '?',
  '?raw',
  '?import&raw??',
  '?v=1',
  '#.png',
  ';.png',
  '%23.png',
  '%3f.png',
  '~1',
]

/** Addresses that try to reach these paths, each another one; the same for the same seed. */
export function traversals(paths: readonly string[], count: number, seed: number): string[] {
  const next = seeded(seed)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item
  const found = new Set<string>()
  while (found.size < count) {
    const slash = pick(SLASHES)
    const mixed = next() < 0.3
    const steps = Array.from({ length: Math.floor(next() * 8) }, () => pick(UPS))
    const same = steps.map(() => steps[0] as string)
    const parts = [...(mixed ? steps : same), disguise(pick(paths), next)]
    const climb = parts.reduce((text, part) => text + (mixed ? pick(SLASHES) : slash) + part, '')
    const address = `${pick(HEADS)}${climb}${pick(ENDS)}`
    // A request line ends at a space, and a target begins with a slash or a scheme.
    const target = /^(?:\/|[a-z]+:)/.test(address) ? address : `/${address}`
    found.add(target.replaceAll(' ', '%20'))
  }
  return [...found]
}

/** The path as it is, in other letters, or with some of its characters encoded once or twice. */
function disguise(path: string, next: () => number): string {
  const way = next()
  if (way < 0.4) return encodeURI(path)
  if (way < 0.5) return encodeURI(path.toUpperCase())
  if (way < 0.6)
    return encodeURI(path.replace(/[a-z]/g, (it) => (next() < 0.5 ? it : it.toUpperCase())))
  if (way < 0.65) return encodeURI(path.replaceAll('/', '\\'))
  const percent = way < 0.85 ? '%' : '%25'
  const encode = (it: string) => [...Buffer.from(it)].map((byte) => percent + byte.toString(16))
  return Array.from(path, (it) => (next() < 0.4 ? encode(it).join('') : encodeURI(it))).join('')
}
