import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { accountOf } from './account.ts'
import { byId, h } from './dom.ts'
import { phoneWords } from './words.ts'

/** Over its keyboard WeChat offers the account's own name to a field for nicknames. */
export function offerNickname({ settings }: PreviewPhone, screen: Document) {
  screen.addEventListener('focusin', ({ target }) => {
    const field = target as HTMLInputElement
    remove()
    if (isForNicknames(field)) void show(field, settings)
  })
  screen.addEventListener('focusout', () => setTimeout(removeUnlessUsed, 0))
}

/** The component knows: for a browser it is a field like any other. */
function isForNicknames(field: Element): boolean {
  const input = field.closest('wx-input') as (Element & { __wxElement?: Input }) | null
  return input?.__wxElement?.data.type === 'nickname'
}

interface Input {
  data: { type?: unknown }
}

async function show(field: HTMLInputElement, { user, language }: PreviewPhone['settings']) {
  const account = await accountOf(user)
  if (!account) return
  const use = () => {
    field.focus()
    field.value = account.nickName
    field.dispatchEvent(new Event('input', { bubbles: true }))
    remove()
  }
  const strip = h(
    'button',
    { type: 'button', class: 'nickname-strip', onclick: use },
    h('img', { src: account.picture, alt: '' }),
    h('span', {}, `${phoneWords(language).useNickname} ${account.nickName}`),
  )
  // A press must not take the focus from the field before it is filled in.
  strip.addEventListener('pointerdown', (event) => event.preventDefault())
  strip.addEventListener('mousedown', (event) => event.preventDefault())
  remove()
  byId('screen').after(strip)
}

const remove = () => document.querySelector('.nickname-strip')?.remove()

function removeUnlessUsed() {
  if (!document.activeElement?.closest('.nickname-strip')) remove()
}
