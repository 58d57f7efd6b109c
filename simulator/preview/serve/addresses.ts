import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import makeQrCode from 'qrcode-generator'

/** An address of this preview that other machines reach, with a code to be scanned. */
export interface ScannableAddress {
  url: string
  /** An SVG document. */
  svg: string
}

/** An address with its QR code. */
export function withCode(url: string): ScannableAddress {
  const code = makeQrCode(0, 'M')
  code.addData(url)
  code.make()
  return { url, svg: code.createSvgTag({ cellSize: 4, margin: 8 }) }
}

/** Addresses of a server for other machines of the network; none where it listens to its own. */
export function addressesOf(server: Server): string[] {
  const address = server.address()
  if (typeof address !== 'object' || address === null) return []
  if (!/^(?:0\.0\.0\.0|::)$/.test(address.address)) return []
  return Object.values(networkInterfaces())
    .flat()
    .filter((found) => found?.family === 'IPv4' && !found.internal)
    .map((found) => `http://${found?.address}:${address.port}/`)
}
