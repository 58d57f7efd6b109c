/** A picture of an animation, and for how long it is shown. */
export interface AnimationFrame {
  /** A still WebP. */
  webp: Buffer
  ms: number
}

/**
 * Still pictures of one size as one animated WebP that plays forever.
 *
 * Source: https://developers.google.com/speed/webp/docs/riff_container#animation
 */
export function animate(
  frames: readonly AnimationFrame[],
  { width, height }: { width: number; height: number },
): Buffer {
  const size = Buffer.concat([uint24(width - 1), uint24(height - 1)])
  const ANIMATED = 0x02
  const head = chunk('VP8X', Buffer.concat([Buffer.from([ANIMATED, 0, 0, 0]), size]))
  const forever = chunk('ANIM', Buffer.alloc(6))
  const shown = frames.map(({ webp, ms }) => {
    const about = Buffer.concat([uint24(0), uint24(0), size, uint24(ms), Buffer.from([0x02])])
    return chunk('ANMF', Buffer.concat([about, ...imageChunks(webp)]))
  })
  const body = Buffer.concat([Buffer.from('WEBP'), head, forever, ...shown])
  return Buffer.concat([Buffer.from('RIFF'), uint32(body.length), body])
}

const PIXELS = new Set(['ALPH', 'VP8 ', 'VP8L'])

/** The chunks of a still picture that hold its pixels. */
function imageChunks(webp: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = 12; at + 8 <= webp.length;) {
    const name = webp.toString('latin1', at, at + 4)
    const length = webp.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (PIXELS.has(name)) found.push(webp.subarray(at, end))
    at = end
  }
  return found
}

function chunk(name: string, content: Buffer): Buffer {
  const padding = Buffer.alloc(content.length % 2)
  return Buffer.concat([Buffer.from(name), uint32(content.length), content, padding])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const uint24 = (value: number) => uint32(value).subarray(0, 3)
