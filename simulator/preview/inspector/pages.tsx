import { signal } from '@preact/signals'
import { isChinese } from '../frame/language.ts'
import { changes, phone } from './model.ts'
import { PhoneLink } from './phone-link.tsx'
import { Act, copy, Confirmation } from './ui.tsx'
import { NotSimulated } from './usage.tsx'
import { fill, words } from './words.ts'

const RECENT_KEY = 'weapp-inspector:recent'
const MOST_RECENT = 12

/** Values of WeChat's scene list that people try: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
const SCENES: readonly [scene: string, zh: string, en: string][] = [
  ['1001', '发现栏小程序主入口', 'the list of mini-programs'],
  ['1007', '单人聊天的分享卡片', 'a card shared with one person'],
  ['1008', '群聊的分享卡片', 'a card shared with a group'],
  ['1011', '扫描二维码', 'a scanned QR code'],
  ['1037', '另一个小程序打开', 'opened by another mini-program'],
  ['1038', '从另一个小程序返回', 'back from another mini-program'],
  ['1047', '扫描小程序码', 'a scanned mini-program code'],
  ['1107', '订阅消息', 'a subscribe message'],
]

const path = signal('')
const scene = signal('1001')
const qr = signal('')
const referrer = signal('')
const failure = signal('')
const recent = signal(readRecent())

function readRecent(): string[] {
  try {
    return JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** The fields' words as a page's address. */
function asked(): string {
  const url = path.value.trim().replace(/^\/+/, '')
  if (qr.value === '') return url
  const parameter = `scene=${encodeURIComponent(qr.value)}`
  return url + (url.includes('?') ? '&' : '?') + parameter
}

function open(url = asked()) {
  const shown = phone.value
  if (!shown) return
  const page = url.split('?')[0] ?? ''
  failure.value = ''
  if (url !== '' && !shown.config.app.pages.includes(page)) {
    failure.value = fill(words.notAPage, { page })
    return
  }
  recent.value = [url, ...recent.value.filter((one) => one !== url)].slice(0, MOST_RECENT)
  localStorage.setItem(RECENT_KEY, JSON.stringify(recent.value))
  const first = shown.config.app.entryPagePath || shown.config.app.pages[0] || ''
  shown.open({ url: url || first, scene: Number(scene.value), referrer: referrer.value.trim() })
}

/** The preview's URL that opens this page in another browser. */
function link(url: string): string {
  const query = new URLSearchParams()
  if (scene.value !== '1001') query.set('scene', scene.value)
  if (referrer.value !== '') query.set('referrer', referrer.value.trim())
  const search = query.size > 0 ? `?${query.toString()}` : ''
  return `${location.origin}/${search}#/${url}`
}

/** Opens any page, as a link, a code or another mini-program would. */
export function PagesPanel() {
  void changes.value
  const app = phone.value?.config.app
  return (
    <section class="pages scroll" tabIndex={0} role="group" aria-label={words.pagesTab}>
      <OpenForm />
      {failure.value && (
        <p class="wrong" role="alert">
          {failure.value}
        </p>
      )}
      <h2>{words.allPages}</h2>
      <PageList
        pages={app?.pages ?? []}
        tabs={app?.tabBar?.list.map(({ pagePath }) => pagePath) ?? []}
      />
      {recent.value.length > 0 && (
        <>
          <h2>{words.recent}</h2>
          <PageList pages={recent.value} tabs={[]} />
        </>
      )}
      <PhoneLink />
      <NotSimulated />
    </section>
  )
}

function OpenForm() {
  return (
    <form
      class="open-page"
      onSubmit={(event) => {
        event.preventDefault()
        open()
      }}
    >
      <Field
        label={words.pathAndQuery}
        value={path}
        hint="pages/home/home?from=share"
        list="page-paths"
      />
      <datalist id="page-paths">
        {phone.value?.config.app.pages.map((page) => (
          <option key={page} value={page} />
        ))}
      </datalist>
      <label>
        <span>{words.scene}</span>
        <input
          list="scenes"
          inputMode="numeric"
          pattern="\d{4}"
          value={scene.value}
          onInput={({ currentTarget }) => (scene.value = currentTarget.value)}
        />
      </label>
      <datalist id="scenes">
        {SCENES.map(([value, zh, en]) => (
          <option key={value} value={value}>
            {isChinese ? zh : en}
          </option>
        ))}
      </datalist>
      <Field label={words.qr} value={qr} hint="id=42" />
      <Field label={words.referrer} value={referrer} hint="wx..." />
      <span class="row">
        <button type="submit">{words.open}</button>
        <Act onClick={() => copy(link(asked()))}>{words.link}</Act>
        <Confirmation />
      </span>
    </form>
  )
}

interface FieldProps {
  label: string
  value: { value: string }
  hint: string
  list?: string
}

const Field = ({ label, value, hint, list }: FieldProps) => (
  <label>
    <span>{label}</span>
    <input
      list={list}
      placeholder={hint}
      value={value.value}
      onInput={({ currentTarget }) => (value.value = currentTarget.value)}
    />
  </label>
)

const PageList = ({ pages, tabs }: { pages: readonly string[]; tabs: readonly string[] }) => (
  <ul class="page-list">
    {pages.map((page) => (
      <li key={page}>
        <button type="button" onClick={() => open(page)}>
          {page}
        </button>
        {tabs.includes(page) && <small>{words.tab}</small>}
      </li>
    ))}
  </ul>
)
