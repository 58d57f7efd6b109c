/** Size and type of a picture. */
export interface PictureInfo {
  width: number
  height: number
  type: 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'svg' | 'unknown'
}

/** A picture's size in px and its kind, read from its first bytes; `undefined`: it is no picture. */
export function pictureInfo(bytes: Uint8Array): PictureInfo | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = (text: string, at = 0) =>
    Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
  if (bytes.length < 10) return undefined
  if (starts('\u0089PNG')) {
    return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (starts('GIF8')) {
    return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (starts('BM')) {
    return { type: 'bmp', width: view.getInt32(18, true), height: view.getInt32(22, true) }
  }
  if (starts('RIFF') && starts('WEBP', 8)) return webp(view, starts)
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg(view)
  return svg(bytes)
}

function webp(view: DataView, starts: (text: string, at?: number) => boolean): PictureInfo {
  const type = 'webp'
  if (starts('VP8X', 12)) {
    const size = (at: number) => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1
    return { type, width: size(24), height: size(27) }
  }
  if (starts('VP8L', 12)) {
    const bits = view.getUint32(21, true)
    return { type, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  const size = (at: number) => view.getUint16(at, true) & 0x3fff
  return { type, width: size(26), height: size(28) }
}

/** The size is in the first frame header (SOF), some way into the file. */
function jpeg(view: DataView): PictureInfo | undefined {
  let at = 2
  while (at + 9 < view.byteLength) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { type: 'jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

function svg(bytes: Uint8Array): PictureInfo | undefined {
  const [tag] = /<svg[^>]*>/.exec(new TextDecoder().decode(bytes.slice(0, 2000))) ?? []
  if (!tag) return undefined
  const [, , , boxWidth, boxHeight] = /viewBox="(\S+) (\S+) (\S+) ([^"\s]+)"/.exec(tag) ?? []
  const size = (name: string, fallback = '0') =>
    Number.parseFloat(new RegExp(`\\s${name}="([\\d.]+)`).exec(tag)?.[1] ?? fallback)
  return { type: 'svg', width: size('width', boxWidth), height: size('height', boxHeight) }
}
