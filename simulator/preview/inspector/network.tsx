import { computed, signal } from '@preact/signals'
import { askedBy, isFailed, toCurl, toJson, type Asked } from './exchanges.ts'
import { exchanges, masks, phone, steps, tellMock } from './model.ts'
import { Act, copy, Said, sayBriefly, Toolbar } from './ui.tsx'
import { words } from './words.ts'

const filter = signal('')
const chosen = signal('')

const asked = computed(() => {
  const list = askedBy(exchanges.value, steps.value, masks)
  const wanted = filter.value.trim().toLowerCase()
  if (wanted === '') return list
  return list.filter((one) =>
    `${one.method} ${one.url} ${one.title} ${one.status ?? ''}`.toLowerCase().includes(wanted),
  )
})

/** Every request, the phone's and the backend's, with both sides of it. */
export function NetworkPanel() {
  const one = asked.value.find(({ id }) => id === chosen.value)
  return (
    <section class="network">
      <Toolbar>
        <input
          type="search"
          aria-label={words.filter}
          placeholder={words.filter}
          value={filter.value}
          onInput={({ currentTarget }) => (filter.value = currentTarget.value)}
        />
        <span class="gap" />
        <Said />
        <Act
          onClick={() => {
            exchanges.value = []
            steps.value = []
          }}
        >
          {words.clear}
        </Act>
      </Toolbar>
      <div class="split">
        <RequestTable />
        {one ? <RequestDetails one={one} /> : <p class="hint">{words.chooseRequest}</p>}
      </div>
    </section>
  )
}

function RequestTable() {
  if (asked.value.length === 0) return <p class="hint">{words.noRequests}</p>
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={words.network}>
      <table class="requests">
        <thead>
          <tr>
            {[words.method, words.path, words.status, words.time, words.size].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.value.map((one) => (
            <tr
              key={one.id}
              class={isFailed(one) ? 'failed' : ''}
              data-chosen={one.id === chosen.value}
            >
              <td>{one.who === 'backend' ? `↗ ${one.method}` : one.method}</td>
              <td>
                <button
                  type="button"
                  aria-pressed={one.id === chosen.value}
                  onClick={() => (chosen.value = one.id)}
                >
                  {pathOf(one.url)}
                </button>
              </td>
              <td>{statusOf(one)}</td>
              <td>{one.ms === undefined ? '' : `${Math.round(one.ms)} ms`}</td>
              <td>{sizeOf(one.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function pathOf(url: string): string {
  const { origin, pathname, search } = new URL(url, location.origin)
  return (origin === location.origin ? '' : origin) + pathname + decodeURIComponent(search)
}

function statusOf({ status, errcode, failure }: Asked): string {
  if (failure !== undefined || status === 0) return words.dropped
  if (status === undefined) return words.pending
  return errcode === undefined ? String(status) : `${status} · ${errcode}`
}

const sizeOf = (size: number | undefined) =>
  size === undefined ? '' : size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} kB`

function RequestDetails({ one }: { one: Asked }) {
  return (
    <div class="details scroll" tabIndex={0} role="group" aria-label={one.title}>
      <h2>{one.title}</h2>
      <p class="address">{one.url}</p>
      {one.failure && <p class="wrong">{one.failure}</p>}
      <div class="row">
        <Act onClick={() => copy(toCurl(one, location.origin))}>{words.copyCurl}</Act>
        <Act onClick={() => copy(toJson(one))}>{words.copyJson}</Act>
        {one.exchange !== undefined && (
          <Act onClick={() => phone.value?.traffic.replay(one.exchange ?? 0)}>{words.replay}</Act>
        )}
      </div>
      <FaultButtons one={one} />
      <Part title={words.headers} text={linesOf(one.headers)} />
      <Part title={words.body} text={one.body} />
      <Part title={words.answerHeaders} text={linesOf(one.answerHeaders)} />
      <Part title={words.answerBody} text={one.answerBody} />
    </div>
  )
}

const linesOf = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

function FaultButtons({ one }: { one: Asked }) {
  const { pathname, origin } = new URL(one.url, location.origin)
  if (one.who === 'phone' && origin !== location.origin) return null // another server's
  const add = (fault: object) => async () => {
    const target =
      one.who === 'backend'
        ? pathname.replace(/^(?!\/api\.weixin)/, '/api.weixin.qq.com')
        : pathname
    const isTaken = await tellMock('POST', 'faults', {
      target,
      method: one.method,
      times: 1,
      ...fault,
    })
    if (isTaken) sayBriefly(words.faultWaits)
  }
  return (
    <div class="row" role="group" aria-label={words.faultHere}>
      <span>{words.faultHere}</span>
      <Act onClick={add({ latencyMs: 3000 })}>{words.slow3}</Act>
      <Act onClick={add({ status: 503 })}>{words.http503}</Act>
      {one.who === 'backend' && <Act onClick={add({ errcode: -1 })}>{words.busyOnce}</Act>}
      <Act onClick={add({ drop: true })}>{words.dropIt}</Act>
    </div>
  )
}

const Part = ({ title, text }: { title: string; text: string }) =>
  text === '' ? null : (
    <section>
      <h3>{title}</h3>
      <pre>{text}</pre>
    </section>
  )
