import { toCurl, toJson, type Asked } from './exchanges.ts'
import { phone, changeMock } from './model.ts'
import { sizeOf } from './size.ts'
import { Act, copy, showConfirmation } from './ui.tsx'
import { words } from './words.ts'

/** Both sides of a request, and what can be done with it. */
export function RequestDetails({ one }: { one: Asked }) {
  return (
    <div class="details scroll" tabIndex={0} role="group" aria-label={one.title}>
      <h2>{one.title}</h2>
      <p class="address">{one.url}</p>
      {one.failure && <p class="wrong">{one.failure}</p>}
      <div class="row">
        {!one.messages && (
          <Act onClick={() => copy(toCurl(one, location.origin))}>{words.copyCurl}</Act>
        )}
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
      {one.messages && <Messages list={one.messages} />}
    </div>
  )
}

/** Messages of a WebSocket, oldest first. */
const Messages = ({ list }: { list: NonNullable<Asked['messages']> }) => (
  <section>
    <h3>{words.messages}</h3>
    {list.length === 0 && <p>{words.noMessages}</p>}
    <ol class="messages">
      {list.map(({ at, from, text, size }, index) => (
        <li key={index} data-from={from}>
          <span aria-label={from === 'phone' ? words.sent : words.received}>
            {from === 'phone' ? '↑' : '↓'}
          </span>
          <pre>{text}</pre>
          <small>
            {new Date(at).toLocaleTimeString()} · {sizeOf(size)}
          </small>
        </li>
      ))}
    </ol>
  </section>
)

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
    const isTaken = await changeMock('POST', 'faults', {
      target,
      method: one.method,
      times: 1,
      ...fault,
    })
    if (isTaken) showConfirmation(words.faultWaits)
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
