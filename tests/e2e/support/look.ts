import { takePicture, type Opened } from './preview.ts'

/** As much of the running phone as is needed here. */
interface PhoneGlobal {
  change: (settings: object) => void
}

/** Phones and tablets. */
const widths = [320, 375, 430, 768, 1024]
const themes = ['light', 'dark'] as const

/** Makes the phone this wide in its window, so that one walk sees all sizes. */
const resize = ({ page }: Opened, width: number) =>
  page.locator('#phone').evaluate((phone, width) => {
    const desk = phone.parentElement as HTMLElement
    desk.style.cssText = 'display: block; padding: 0'
    for (const other of desk.children) {
      if (other !== phone) (other as HTMLElement).style.display = 'none' // it would scroll itself into view
    }
    phone.style.cssText = `width: ${width}px; height: 100vh; border: 0; border-radius: 0`
  }, width)

/** Turns the inspector's knobs. */
export const changeSettings = ({ page }: Opened, settings: object) =>
  page.evaluate((settings) => {
    const frame = document.querySelector<HTMLIFrameElement>('#screen')
    const phone = (frame?.contentWindow as { phone?: PhoneGlobal } | null)?.phone
    phone?.change(settings)
  }, settings)

/** Looks at what is shown in every size and theme; gives what is wrong, and takes pictures. */
export async function lookAt(opened: Opened, name: string, sizes = widths): Promise<string[]> {
  const flaws: string[] = []
  for (const theme of themes) {
    await changeSettings(opened, { theme })
    for (const width of sizes) {
      await resize(opened, width)
      const found = await flawsOf(opened)
      flaws.push(...found.map((flaw) => `${name}, ${width} px, ${theme}: ${flaw}`))
      await takePicture(opened.page.locator('#phone'), `pages/${name}-${width}-${theme}`)
    }
  }
  await resize(opened, 375)
  return flaws
}

/** WCAG's contrast of every text with what is behind it, and the size of everything to tap. */
async function flawsOf(opened: Opened): Promise<string[]> {
  return opened.phone.locator('html').evaluate((html) => {
    const flaws: string[] = []
    if (html.scrollWidth > html.clientWidth) flaws.push(`${html.scrollWidth} px wide`)
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = numbers(color).map((part) => {
        const value = part / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const backgroundOf = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      const isClear = numbers(backgroundColor)[3] === 0
      return isClear ? backgroundOf(element.parentElement) : backgroundColor
    }
    for (const element of document.querySelectorAll('page:not([hidden]) *')) {
      const box = element.getBoundingClientRect()
      if (box.width === 0 || element.getAttribute('aria-disabled') === 'true') continue
      const name = `"${(element.textContent ?? '').trim().slice(0, 20)}"`
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.nodeValue?.trim(),
      )
      if (hasText && !element.closest('[aria-disabled=true], [aria-hidden=true]')) {
        const [dark = 0, light = 0] = [
          luminance(getComputedStyle(element).color),
          luminance(backgroundOf(element)),
        ].toSorted((a, b) => a - b)
        const contrast = (light + 0.05) / (dark + 0.05)
        if (contrast < 4.5) flaws.push(`${name} has a contrast of ${contrast.toFixed(2)}`)
        if (element.scrollWidth > element.clientWidth + 1) flaws.push(`${name} is cut off`)
        const isShort = (element.textContent ?? '').trim().length < 4
        const room = box.width / parseFloat(getComputedStyle(element).fontSize)
        if (!isShort && room < 3) flaws.push(`${name} is squeezed into ${room.toFixed(1)} em`)
      }
      const role = element.getAttribute('role') ?? ''
      if (/button|checkbox|link/.test(role) && (box.height < 43.5 || box.width < 43.5)) {
        flaws.push(`${name} is ${box.width} x ${box.height} px to tap`)
      }
    }
    return flaws
  })
}
