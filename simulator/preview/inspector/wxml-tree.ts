/** An element of the page as its developer wrote it. */
export interface WxmlNode {
  element: Element
  tag: string
  attributes: [name: string, value: string][]
  text: string
  children: WxmlNode[]
}

/** Attributes that the engine sets for the browser: no WXML has them. */
const OWN = /^(?:tabindex|style|wx-host|data-(?:type|size|mode|route|style)|role|aria-.*)$/

/** The tree below an element; what a built-in component is drawn with is left out. */
export function readTree(element: Element): WxmlNode {
  const own = [...element.children].filter(({ localName }) => localName.startsWith('wx-'))
  const text = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === 3)
    .map(({ nodeValue }) => nodeValue?.trim() ?? '')
    .filter(Boolean)
    .join(' ')
  return {
    element,
    tag: element.localName.replace(/^wx-/, ''),
    attributes: [...element.attributes].flatMap(({ name, value }) =>
      OWN.test(name)
        ? []
        : [[name, name === 'class' ? ownClasses(value) : value] as [string, string]],
    ),
    text: own.length === 0 && text === '' ? drawnText(element) : text,
    children: own.map(readTree),
  }
}

/** Classes as they were written: those of a component are also listed with its prefix. */
const ownClasses = (value: string) =>
  value
    .split(/\s+/)
    .filter((name) => !/^[\w-]+--[\w-]+$/.test(name))
    .join(' ')

/** The words of a component that is drawn by elements of the browser's. */
const drawnText = (element: Element) =>
  element.querySelector('[class^="wx-"], wx-view')
    ? ''
    : (element.textContent?.trim().slice(0, 80) ?? '')

/** A rule of a style sheet that matches an element. */
export interface MatchedRule {
  selector: string
  text: string
}

/** The rules of the mini-program's sheets that match an element, the strongest last. */
export function rulesFor(element: Element): MatchedRule[] {
  const { styleSheets } = element.ownerDocument
  const own = [...styleSheets].filter(({ href }) => href === null)
  const found = own.flatMap((sheet) => matchedBy(element, [...sheet.cssRules]))
  const inline = element.getAttribute('style')
  return inline ? [...found, { selector: 'style', text: inline }] : found
}

function matchedBy(element: Element, rules: CSSRule[]): MatchedRule[] {
  return rules.flatMap((rule) => {
    if ('selectorText' in rule) {
      const { selectorText, style } = rule as CSSStyleRule
      const text = textOf(style, element)
      return meets(element, selectorText) ? [{ selector: selectorText, text }] : []
    }
    if (!('cssRules' in rule)) return []
    const { media } = rule as CSSMediaRule
    const view = element.ownerDocument.defaultView
    const isOn = !media || view?.matchMedia(media.mediaText).matches === true
    return isOn ? matchedBy(element, [...(rule as CSSMediaRule).cssRules]) : []
  })
}

/** A browser knows no longhand of a shorthand with `var()` in it: then the element's own value is said. */
function textOf({ cssText }: CSSStyleDeclaration, element: Element): string {
  const computed = element.ownerDocument.defaultView?.getComputedStyle(element)
  return cssText.replaceAll(
    /([\w-]+): ;/g,
    (_, name: string) => `${name}: ${computed?.getPropertyValue(name) ?? ''};`,
  )
}

function meets(element: Element, selector: string): boolean {
  try {
    return element.matches(selector)
  } catch {
    return false // a pseudo-element's
  }
}
