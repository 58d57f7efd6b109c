/**
 * The rough width of a text, in px: a Chinese letter is as wide as the font is high, a Latin one a
 * bit more than half. As browsers draw sans-serif, within a tenth.
 *
 * @param font as in CSS: `bold 14px sans-serif`
 */
export function measureText(text: string, font: string): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 10)
  const widths = Array.from(text, (letter) => (isWide(letter) ? 1 : narrow(letter)))
  return size * widths.reduce((sum, width) => sum + width, 0)
}

const isWide = (letter: string) => (letter.codePointAt(0) ?? 0) >= 0x2e80

function narrow(letter: string): number {
  if (/[iljI.,:;'|!]/.test(letter)) return 0.25
  if (/[mwMW@%]/.test(letter)) return 0.85
  return letter === ' ' ? 0.28 : 0.55
}
