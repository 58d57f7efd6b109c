import { byId, h } from './dom.ts'
import { words } from './words.ts'

const FOLDED_KEY = 'weapp-preview:folded'

/** The button that hides the inspector, which is beside the phone, or in a drawer over it. */
export function addFold() {
  const button = h('button', { type: 'button', class: 'fold' })
  const setFolded = (folded: boolean) => {
    document.body.classList.toggle('folded', folded)
    localStorage.setItem(FOLDED_KEY, folded ? 'yes' : 'no')
    button.textContent = folded ? '‹' : '›'
    button.setAttribute('aria-label', folded ? words.unfold : words.fold)
    button.setAttribute('aria-expanded', String(!folded))
  }
  button.addEventListener('click', () => setFolded(!document.body.classList.contains('folded')))
  // A narrow window shows the phone alone, until the inspector is opened.
  const isWide = innerWidth >= 900
  setFolded((localStorage.getItem(FOLDED_KEY) ?? (isWide ? 'no' : 'yes')) === 'yes')
  byId('phone').after(button)
}
