/**
 * Adds the parts of a browser that jsdom lacks and WeChat's components are drawn with. Nothing is laid out here:
 * what would move or come into view does neither.
 */
export function fillInBrowser() {
  let made = 0
  fill(URL, {
    createObjectURL: () => `blob:${location.origin}/${++made}`,
    revokeObjectURL() {},
  })
  fill(globalThis, { CSS: { escape }, IntersectionObserver: NothingInView })
  fill(Element.prototype, {
    scrollTo(this: Element, to: ScrollToOptions) {
      if (to.left !== undefined) this.scrollLeft = to.left
      if (to.top !== undefined) this.scrollTop = to.top
    },
    scrollIntoView() {},
  })
}

function fill(target: object, lacking: object) {
  for (const [name, value] of Object.entries(lacking)) {
    if (!(name in target)) Object.assign(target, { [name]: value as unknown })
  }
}

/** https://drafts.csswg.org/cssom/#serialize-an-identifier, as far as names in WXML go. */
const escape = (name: string) =>
  name
    .replace(/[^\w\u0080-\uffff-]/g, (char) => `\\${char}`)
    .replace(/^(-?)(\d)/, (_, dash: string, digit: string) => `${dash}\\3${digit} `)

class NothingInView {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return []
  }
}
