import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { byId, h } from './dom.ts'
import type { ShownNotice } from './notice.ts'
import './notices.css'

/** Entered from a subscribe message: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
const SCENE = 1107

let stream: EventSource | undefined

/**
 * Shows the subscribe messages that arrive while the phone is on, over the page; a tap opens the page
 * they lead to.
 */
export async function showNotices(phone: PreviewPhone) {
  stream?.close()
  const who = { user: phone.settings.user, appid: phone.simulator.appid }
  const answer = await fetch('/__client/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(who),
  })
  if (!answer.ok) return
  const { messages } = (await answer.json()) as { messages: ShownNotice[] }
  const after = String(messages.at(-1)?.id ?? 0)
  const query = new URLSearchParams({ ...who, after })
  stream?.close()
  stream = new EventSource(`/__client/messages?${query.toString()}`)
  stream.addEventListener('message', ({ data }: MessageEvent<string>) =>
    show(phone, JSON.parse(data) as ShownNotice),
  )
}

function show({ simulator }: PreviewPhone, { title, lines, page }: ShownNotice) {
  const onclick = () => {
    banner.remove()
    if (page) simulator.open(`/${page.replace(/^\//, '')}`, { scene: SCENE })
  }
  const banner = h(
    'button',
    { class: 'notice', type: 'button', 'aria-label': `服务通知 ${title}`, onclick },
    h('small', {}, '服务通知'),
    h('strong', {}, title),
    ...lines.map(({ name, value }) => h('span', {}, `${name}：${value}`)),
  )
  for (const older of document.querySelectorAll('.notice')) older.remove()
  byId('phone').append(banner)
}
