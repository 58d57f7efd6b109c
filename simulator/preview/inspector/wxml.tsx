import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { masks } from './model.ts'
import { Act, Toolbar, useEvery } from './ui.tsx'
import { words } from './words.ts'
import { readTree, rulesFor, type WxmlNode } from './wxml-tree.ts'

const LOOK_MS = 500

const tree = signal<WxmlNode | undefined>(undefined)
const chosen = signal<Element | undefined>(undefined)
const isPicking = signal(false)
let told = ''

const screen = () => document.querySelector<HTMLIFrameElement>('#screen')
const pageShown = () => screen()?.contentDocument?.querySelector('page:not([hidden])') ?? undefined

/** Draws the tree again where the page is another than before. */
function look() {
  const page = pageShown()
  const text = page?.outerHTML ?? ''
  if (text === told) return
  told = text
  tree.value = page && readTree(page)
  if (chosen.value && !chosen.value.isConnected) chosen.value = undefined
}

/** Marks an element on the phone; nothing takes the mark away. */
function mark(element: Element | undefined) {
  const frame = screen()
  document.querySelector('.element-mark')?.remove()
  if (!element || !frame) return
  const { left, top, width, height } = element.getBoundingClientRect()
  const box = document.createElement('div')
  box.className = 'element-mark'
  const place = { left: left + frame.offsetLeft, top: top + frame.offsetTop, width, height }
  for (const [name, px] of Object.entries(place)) box.style.setProperty(name, `${px}px`)
  frame.parentElement?.append(box)
}

/** The page as a tree, and the styles of one element in it. */
export function WxmlPanel() {
  useEvery(LOOK_MS, look)
  useEffect(() => () => mark(undefined), [])
  useEffect(() => (isPicking.value ? pick() : undefined), [isPicking.value])
  return (
    <section class="wxml">
      <Toolbar>
        <Act isPressed={isPicking.value} onClick={() => (isPicking.value = !isPicking.value)}>
          {words.pick}
        </Act>
      </Toolbar>
      <div class="split">
        <div class="scroll" tabIndex={0} role="group" aria-label="WXML">
          {tree.value ? (
            <TreeNode node={tree.value} depth={0} />
          ) : (
            <p class="hint">{words.noPage}</p>
          )}
        </div>
        {chosen.value ? (
          <ElementDetails element={chosen.value} />
        ) : (
          <p class="hint">{words.chooseElement}</p>
        )}
      </div>
    </section>
  )
}

/** The next click on the phone chooses an element, and does nothing else. */
function pick() {
  const inner = screen()?.contentDocument
  if (!inner) return undefined
  const at = ({ target }: Event) => (target as Element).closest('page, [class], *') ?? undefined
  const hover = (event: Event) => mark(at(event))
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  const take = (event: Event) => {
    swallow(event)
    const inside = at(event)
    chosen.value = inside?.closest('page, [is], *')?.localName.startsWith('wx-')
      ? inside
      : (nearestWx(inside) ?? inside)
    isPicking.value = false
  }
  const swallowed = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend']
  inner.addEventListener('pointermove', hover, true)
  for (const type of swallowed) inner.addEventListener(type, swallow, true)
  inner.addEventListener('click', take, true)
  return () => {
    inner.removeEventListener('pointermove', hover, true)
    for (const type of swallowed) inner.removeEventListener(type, swallow, true)
    inner.removeEventListener('click', take, true)
  }
}

function nearestWx(element: Element | undefined): Element | undefined {
  for (let at: Element | null | undefined = element; at; at = at.parentElement) {
    if (at.localName.startsWith('wx-')) return at
  }
  return undefined
}

function TreeNode({ node, depth }: { node: WxmlNode; depth: number }) {
  const head = (
    <button
      type="button"
      class="node"
      aria-pressed={chosen.value === node.element}
      onClick={() => {
        chosen.value = node.element
        mark(node.element)
      }}
      onMouseEnter={() => mark(node.element)}
      onMouseLeave={() => mark(chosen.value)}
    >
      {'<'}
      <b>{node.tag}</b>
      {node.attributes.map(([name, value]) => (
        <span key={name}>
          {' '}
          <i>{name}</i>
          {value !== '' && `="${masks.hide(value)}"`}
        </span>
      ))}
      {'>'}
      {node.text && <span class="text"> {masks.hide(node.text)}</span>}
    </button>
  )
  if (node.children.length === 0) return <div class="leaf">{head}</div>
  return (
    <div class="branch">
      {head}
      <div class="value-children">
        {depth > 40
          ? '…'
          : node.children.map((child, index) => (
              <TreeNode key={index} node={child} depth={depth + 1} />
            ))}
      </div>
    </div>
  )
}

function ElementDetails({ element }: { element: Element }) {
  const { width, height, left, top } = element.getBoundingClientRect()
  const { attributes, tag } = readTree(element)
  const computed = element.ownerDocument.defaultView?.getComputedStyle(element)
  const round = (px: number) => Math.round(px * 10) / 10
  return (
    <div class="details scroll" tabIndex={0} role="group" aria-label={words.styles}>
      <h2>{tag}</h2>
      <h3>{words.box}</h3>
      <pre>
        {`${round(width)} × ${round(height)} px  (${round(left)}, ${round(top)})\n`}
        {`margin ${computed?.margin}\npadding ${computed?.padding}\nfont ${computed?.fontSize} / ${computed?.lineHeight}\ncolor ${computed?.color}`}
      </pre>
      <h3>{words.styles}</h3>
      {rulesFor(element).map(({ selector, text }, index) => (
        <pre key={index}>{`${selector} {\n  ${text.replaceAll('; ', ';\n  ')}\n}`}</pre>
      ))}
      {attributes.length > 0 && <h3>{words.attributes}</h3>}
      {attributes.length > 0 && (
        <pre>{attributes.map(([name, value]) => `${name}="${masks.hide(value)}"`).join('\n')}</pre>
      )}
    </div>
  )
}
