import type { Phone } from '../runtime/phone.ts'
import { createControls } from './controls.ts'
import { byId, h } from './dom.ts'
import { createPanels } from './panels.ts'
import { createSequence } from './sequence.ts'
import { words } from './words.ts'

const FOLDED_KEY = 'weapp-preview:folded'

export interface Inspector {
  draw(phone: Phone): void
}

/** @returns nothing where this browser may not use the mock's controls */
export async function createInspector(
  phone: () => Phone | undefined,
): Promise<Inspector | undefined> {
  const people = await readPeople()
  document.body.classList.toggle('alone', !people)
  if (!people) return undefined

  const controls = createControls(phone, people)
  const panels = createPanels()
  const sequence = createSequence()
  byId('inspector').append(sequence.element, controls.element, panels.element)
  addFold()
  const draw = (shown: Phone) => {
    controls.draw(shown)
    panels.draw(shown)
  }
  const afterStep = () => {
    const shown = phone()
    if (!shown) return
    panels.draw(shown)
    void panels.readPermissions(shown)
  }
  sequence.onStep(afterStep)
  afterStep()
  setInterval(() => {
    const shown = phone()
    if (shown) panels.tick(shown)
  }, 1000)
  return { draw }
}

async function readPeople(): Promise<string[] | undefined> {
  const answer = await fetch('/__mock/users')
  if (!answer.ok) return undefined
  const { users } = (await answer.json()) as { users: { name: string }[] }
  return users.map(({ name }) => name)
}

function addFold() {
  const button = h('button', { type: 'button', class: 'fold' })
  const setFolded = (folded: boolean) => {
    document.body.classList.toggle('folded', folded)
    localStorage.setItem(FOLDED_KEY, folded ? 'yes' : 'no')
    button.textContent = folded ? '‹' : '›'
    button.setAttribute('aria-label', folded ? words.unfold : words.fold)
    button.setAttribute('aria-expanded', String(!folded))
  }
  button.addEventListener('click', () => setFolded(!document.body.classList.contains('folded')))
  // A narrow window shows the phone alone, until the inspector is asked for.
  const isWide = innerWidth > 900
  setFolded((localStorage.getItem(FOLDED_KEY) ?? (isWide ? 'no' : 'yes')) === 'yes')
  byId('phone').after(button)
}
