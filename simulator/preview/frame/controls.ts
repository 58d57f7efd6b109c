import type { Phone } from '../runtime/phone.ts'
import type { Settings } from '../runtime/settings.ts'
import { h } from './dom.ts'
import { words } from './words.ts'

/** Base libraries at which something about signing in changed, newest first. */
const BASE_LIBRARIES = [
  '3.17.5',
  '2.32.3',
  '2.27.0',
  '2.21.2',
  '2.10.4',
  '2.10.3',
  '1.9.90',
  '1.2.9',
]

const scenarios: [name: string, label: string][] = [
  ['session-expired', words.sessionExpired],
  ['session-key-rotated', words.keyRotated],
  ['wechat-busy', words.busy],
  ['rate-limited', words.limited],
  ['user-blocked', words.blocked],
]

const post = (path: string) => fetch(`/__mock/${path}`, { method: 'POST' })

/** The knobs of the phone, and one button for each thing that can go wrong. */
export function createControls(
  phone: () => Phone | undefined,
  people: string[],
): { element: HTMLElement; draw: (phone: Phone) => void } {
  const change = (settings: Partial<Settings>) => phone()?.change(settings)
  const user = choice(words.user, people, (value) => change({ user: value }))
  const library = choice(words.baseLibrary, BASE_LIBRARIES, (baseLibrary) =>
    change({ baseLibrary }),
  )
  const language = choice(words.language, ['zh_CN', 'zh_TW', 'en'], (value) =>
    change({ language: value as Settings['language'] }),
  )
  const theme = choice(
    words.theme,
    [
      ['light', words.light],
      ['dark', words.dark],
    ],
    (value) => change({ theme: value as Settings['theme'] }),
  )
  const fontSize = choice(words.fontSize, ['16', '20', '24', '28'], (value) =>
    change({ fontSizeSetting: Number(value) }),
  )
  const network = choice(
    words.network,
    [
      ['online', words.online],
      ['slow', words.slow],
      ['offline', words.offline],
    ],
    (value) => change({ isOnline: value !== 'offline', latencyMs: value === 'slow' ? 1500 : 0 }),
  )
  const profile = choice(
    words.profile,
    [
      ['named', words.named],
      ['anonymous', words.anonymous],
    ],
    (value) => void post(`scenarios/${value}-profile`),
  )
  const privacy = choice(
    words.privacy,
    [
      ['no', words.agreed],
      ['yes', words.toAgree],
    ],
    (value) => change({ needsPrivacy: value === 'yes' }),
  )
  const act = (label: string, action: () => unknown) =>
    h('button', { type: 'button', onclick: () => void action() }, label)
  // Nothing to turn before there is a phone to obey.
  const element = h(
    'fieldset',
    { class: 'controls', disabled: true },
    h('h2', {}, words.phone),
    h(
      'div',
      { class: 'grid' },
      ...[user, theme, fontSize, language, library, network, profile, privacy].map(
        (one) => one.row,
      ),
    ),
    h(
      'div',
      { class: 'row' },
      act(words.clearStorage, () => {
        phone()?.simulator.storage.clear()
        phone()?.restart()
      }),
      act(words.restart, () => phone()?.restart()),
    ),
    h('h2', {}, words.happen),
    h(
      'div',
      { class: 'row' },
      ...scenarios.map(([name, label]) => act(label, () => post(`scenarios/${name}`))),
      act(words.recover, async () => {
        await post('scenarios/all-well')
        change({ isOnline: true, latencyMs: 0 })
      }),
    ),
  )
  const draw = ({ settings }: Phone) => {
    element.disabled = false
    user.select.value = settings.user
    library.select.value = settings.baseLibrary
    language.select.value = settings.language
    theme.select.value = settings.theme
    fontSize.select.value = String(settings.fontSizeSetting)
    privacy.select.value = settings.needsPrivacy ? 'yes' : 'no'
    network.select.value = !settings.isOnline
      ? 'offline'
      : settings.latencyMs > 0
        ? 'slow'
        : 'online'
  }
  return { element, draw }
}

function choice(
  label: string,
  options: (string | string[])[],
  onChange: (value: string) => unknown,
): { row: HTMLElement; select: HTMLSelectElement } {
  const select = h(
    'select',
    { onchange: () => void onChange(select.value) },
    ...options.map((option) => {
      const [value = '', text = value] = [option].flat()
      return h('option', { value }, text)
    }),
  )
  return { row: h('label', {}, h('span', {}, label), select), select }
}
