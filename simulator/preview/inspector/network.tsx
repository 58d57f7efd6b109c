import { computed, signal } from '@preact/signals'
import { askedBy, isFailed, type Asked } from './exchanges.ts'
import { exchanges, masks, steps } from './model.ts'
import { RequestDetails } from './request-details.tsx'
import { sizeOf } from './size.ts'
import { Act, Confirmation, Toolbar } from './ui.tsx'
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
        <Confirmation />
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
                  {nameOf(one)}
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

/** A request of the WeChat app to its platform is named by its API: mini-programs do not see its address. */
function nameOf({ url, title }: Asked): string {
  const { origin, pathname, search } = new URL(url, location.origin)
  if (pathname.startsWith('/__client/')) return title
  return (origin === location.origin ? '' : origin) + pathname + decodeURIComponent(search)
}

function statusOf({ status, errcode, failure, isOpen }: Asked): string {
  if (failure !== undefined || status === 0) return words.dropped
  if (status === undefined) return words.pending
  const more = isOpen ? words.receiving : errcode
  return more === undefined ? String(status) : `${status} · ${more}`
}
