import { type Drawing, fire, text } from './built-in.ts'
import { urlOf } from './file-url.ts'

const image = (tag: string): Drawing => ({
  tag,

  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    webp: Boolean,
    showMenuByLongpress: Boolean,
  },
  attached(element, component) {
    const picture = document.createElement('img')
    picture.alt = ''
    picture.draggable = false
    element.append(picture)
    picture.addEventListener('load', () => {
      element.classList.remove('image-broken')
      const { naturalHeight: height, naturalWidth: width } = picture
      fire(component, 'load', { height, width })
    })
    picture.addEventListener('error', () => {
      element.classList.add('image-broken')
      fire(component, 'error', { errMsg: `GET ${picture.src} fail` })
    })
  },
  update(element, data: Record<string, unknown>, component) {
    const picture = element.querySelector('img')
    if (!picture) return
    element.dataset.mode = text(data.mode)
    const url = urlOf(text(data.src), component)
    if (picture.getAttribute('src') === url) return
    if (url === '') picture.removeAttribute('src')
    else picture.src = url
  },
})

const shapes: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '…',
  cancel: '×',
  download: '↓',
  search: '⌕',
  clear: '×',
}

const icon: Drawing = {
  tag: 'icon',
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  update(element, data: Record<string, unknown>) {
    const type = text(data.type)
    element.dataset.type = type
    element.textContent = shapes[type] ?? ''
    element.style.setProperty('--icon-size', `${Number.parseFloat(text(data.size))}px`)
    // WeChat draws nothing of a type it does not know: the mini-program's own styles do.
    const color = Object.hasOwn(shapes, type) ? text(data.color) : 'transparent'
    element.style.setProperty('--icon-color', color)
  },
}

/** `open-data` shows what WeChat shows since 2022-02-21: the same for everybody. */
const openData: Drawing = {
  tag: 'open-data',
  properties: {
    type: String,
    lang: String,
    openGid: String,
    defaultText: String,
    defaultAvatar: String,
  },
  update(element, data: Record<string, unknown>) {
    const type = text(data.type)
    element.dataset.type = type
    const fallback = text(data.defaultText)
    element.textContent = type === 'userNickName' ? '微信用户' : fallback
  },
}

const allowed = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
)
const allowedAttributes = new Set(
  'class style src alt width height start type colspan rowspan dir'.split(' '),
)

const richText: Drawing = {
  tag: 'rich-text',
  properties: { nodes: { type: null, value: '' }, space: String, userSelect: Boolean },
  update(element, data: Record<string, unknown>) {
    element.replaceChildren(...richNodes(data.nodes))
  },
}

interface RichNode {
  type?: string
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

/** Only the tags and attributes WeChat allows come through; scripts never do. */
function richNodes(nodes: unknown): Node[] {
  if (typeof nodes === 'string') {
    const parsed = new DOMParser().parseFromString(nodes, 'text/html')
    return [...parsed.body.childNodes].flatMap(copyAllowed)
  }
  return Array.isArray(nodes) ? (nodes as RichNode[]).flatMap(fromRichNode) : []
}

function fromRichNode({
  type = 'node',
  name = '',
  text = '',
  attrs = {},
  children = [],
}: RichNode): Node[] {
  if (type === 'text') return [document.createTextNode(text)]
  if (!allowed.has(name.toLowerCase())) return []
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attrs)) setAllowed(element, key, value)
  element.append(...children.flatMap(fromRichNode))
  return [element]
}

function copyAllowed(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')]
  if (!(node instanceof Element) || !allowed.has(node.tagName.toLowerCase())) return []
  const element = document.createElement(node.tagName)
  for (const { name, value } of node.attributes) setAllowed(element, name, value)
  element.append(...[...node.childNodes].flatMap(copyAllowed))
  return [element]
}

function setAllowed(element: Element, name: string, value: string) {
  if (allowedAttributes.has(name.toLowerCase())) element.setAttribute(name, value)
}

/** Drawings of images, icons and rich text. */
export const pictures: Drawing[] = [image('image'), image('cover-image'), icon, openData, richText]
