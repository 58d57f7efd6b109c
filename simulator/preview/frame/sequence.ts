import { h } from './dom.ts'
import type { Party, Step } from '../inspector/step.ts'
import { words } from './words.ts'

const LIMIT = 200
const parties: Party[] = ['client', 'backend', 'wechat']

/** The sequence of client, backend and WeChat, drawn as it happens. */
export function createSequence(): { element: HTMLElement; onStep: (listener: () => void) => void } {
  const list = h('ol', { class: 'steps', 'aria-live': 'polite' })
  const empty = h('p', { class: 'hint' }, words.nothingYet)
  const listeners: (() => void)[] = []
  const view = h('div', { class: 'scroll', tabindex: 0 }, empty, list)
  const showLast = () => list.lastElementChild?.scrollIntoView({ block: 'nearest' })
  new ResizeObserver(showLast).observe(view) // the storage below grows at a sign-in's last step
  const clear = () => {
    list.replaceChildren()
    empty.hidden = false
  }
  const source = new EventSource('/__mock/events')
  source.addEventListener('message', ({ data }) => {
    const step = JSON.parse(String(data)) as Step
    if (step.path.startsWith('/__client/avatars/')) return // a picture is no step
    empty.hidden = true
    list.append(drawStep(step))
    while (list.children.length > LIMIT) list.firstElementChild?.remove()
    showLast()
    for (const listener of listeners) listener()
  })
  const element = h(
    'section',
    { class: 'sequence' },
    h(
      'div',
      { class: 'heading' },
      h('h2', {}, words.sequence),
      h('button', { type: 'button', class: 'quiet', onclick: clear }, words.clear),
    ),
    h(
      'div',
      { class: 'lanes', 'aria-hidden': 'true' },
      ...parties.map((party) => h('span', {}, words[party])),
    ),
    view,
  )
  return { element, onStep: (listener) => void listeners.push(listener) }
}

function drawStep(step: Step): HTMLElement {
  const [from, to] = [parties.indexOf(step.from), parties.indexOf(step.to)]
  const failed = step.kind === 'answer' && ((step.status ?? 200) >= 400 || Boolean(step.errcode))
  const label = step.kind === 'request' ? describeRequest(step) : describeAnswer(step)
  const body =
    step.body && Object.keys(step.body).length > 0 ? JSON.stringify(step.body, null, 1) : ''
  return h(
    'li',
    {
      class: `step ${step.kind}${failed ? ' failed' : ''}`,
      'data-toward': from < to ? 'right' : 'left',
      style: `--from: ${Math.min(from, to) + 1}; --to: ${Math.max(from, to) + 2}`,
      'aria-label': `${words[step.from]} → ${words[step.to]}: ${label}`,
    },
    body === ''
      ? h('span', { class: 'label' }, label)
      : h('details', {}, h('summary', { class: 'label' }, label), h('pre', {}, body)),
    h('span', { class: 'arrow', 'aria-hidden': 'true' }),
  )
}

/** WeChat's host is named by its lane; what the WeChat app asks bears its API's name. */
function describeRequest({ method, path }: Step): string {
  const asked = /^\/__client\/(.+)$/.exec(path)?.[1]
  if (asked !== undefined) return apis[asked] ?? `wx: ${asked}`
  return `${method} ${path.replace(/^\/api\.weixin\.qq\.com/, '')}`
}

const apis: Record<string, string> = {
  login: 'wx.login',
  'check-session': 'wx.checkSession',
  'user-info': 'wx.getUserInfo',
  settings: 'wx.getSetting',
  authorize: 'wx.authorize',
  'phone-code': 'getPhoneNumber',
}

function describeAnswer({ status, errcode, error, ms }: Step): string {
  const time = ms === undefined ? '' : `${Math.round(ms)} ms`
  const what = errcode ? `errcode ${errcode}` : `${status ?? ''} ${error ?? ''}`.trim()
  return [what, time].filter(Boolean).join(' · ')
}
