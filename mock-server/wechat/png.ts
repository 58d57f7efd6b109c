import { crc32, deflateSync } from 'node:zlib'

/** Red, green and blue, 0 to 255. */
export interface Color {
  r: number
  g: number
  b: number
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const BITS = 8
const PALETTE = 3

/**
 * A square picture of two colors as a PNG.
 *
 * @param isDark whether the pixel in this column and row has the dark color
 * @param isTransparent whether the light color, which is white, is see-through instead
 *
 * Source: https://www.w3.org/TR/png-3/
 */
export function writePng(
  width: number,
  isDark: (x: number, y: number) => boolean,
  { r, g, b }: Color,
  isTransparent: boolean,
): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header.set([BITS, PALETTE], 8)
  const rows = Buffer.alloc(width * (width + 1)) // each row begins with its filter: none
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = isDark(x, y) ? 1 : 0
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([255, 255, 255, r, g, b])),
    chunk('tRNS', Buffer.from([isTransparent ? 0 : 255])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, sum])
}
