import makeQrCode from 'qrcode-generator'
import { writePng, type Color } from './png.ts'

/** Size, color and background of a code. */
export interface CodeStyle {
  /** In pixels, the quiet zone included. */
  width: number
  color: Color
  isTransparent: boolean
}

/** Modules around the code that stay empty: ISO/IEC 18004 wants four. */
const QUIET = 4

/**
 * A code that every camera reads, as a PNG. WeChat's own codes are round, and only WeChat reads them.
 */
export function drawCode(text: string, { width, color, isTransparent }: CodeStyle): Buffer {
  const code = makeQrCode(0, 'M') // type number 0: the smallest that holds the text
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  // Pixels outnumber modules by far: each module is read once.
  const dark = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => code.isDark(row, column)),
  )
  const modules = Array.from(
    { length: width },
    (_, pixel) => Math.floor((pixel * (count + 2 * QUIET)) / width) - QUIET,
  )
  const isDark = (x: number, y: number) => dark[modules[y] ?? -1]?.[modules[x] ?? -1] === true
  return writePng(width, isDark, color, isTransparent)
}
