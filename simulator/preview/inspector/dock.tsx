import { signal } from '@preact/signals'
import { isChinese } from '../frame/language.ts'
import { changes, permissions, phone, show } from './model.ts'
import { sessionOf, setSecondsLeft } from './session.ts'
import { readEntry } from './storage-entries.ts'
import { spanOf } from './time.ts'
import { useEvery } from './ui.tsx'
import { ValueTree } from './value-tree.tsx'
import { fill, words } from './words.ts'

const now = signal(0)

/** The things people always want to see: session, permissions, pages and storage. */
export function Dock() {
  useEvery(1000, () => (now.value = Date.now()))
  void changes.value
  const shown = phone.value
  if (!shown) return <div class="dock" />
  const { storage, pages } = shown.simulator
  return (
    <div class="dock" tabIndex={0} role="group" aria-label={`${words.session}, ${words.storage}`}>
      <dl class="facts">
        <dt>{words.session}</dt>
        <dd>
          <SessionLine />
        </dd>
        <dt>{words.permissions}</dt>
        <dd>
          <PermissionLines />
        </dd>
        <dt>{words.pages}</dt>
        <dd>{pages.stack.map(({ route }) => route).join(' › ')}</dd>
      </dl>
      <section>
        <h2>
          <button type="button" class="quiet" onClick={() => show('storage')}>
            {words.storage}
          </button>
        </h2>
        {storage.keys().length === 0 && <p>{words.empty}</p>}
        {storage.keys().map((key) => (
          <div key={key} class="entry">
            <ValueTree value={readEntry(storage, key)} name={key} />
          </div>
        ))}
      </section>
    </div>
  )
}

function SessionLine() {
  void now.value
  void changes.value
  const shown = phone.value
  const session = shown && sessionOf(shown)
  if (!shown || !session) return <p>{words.noSession}</p>
  const text =
    session.left > 0 ? fill(words.left, { time: spanOf(session.left, isChinese) }) : words.expired
  const lengths: [seconds: number, label: string][] = [
    [0, words.endNow],
    ...[60, 3600, 86_400, 7 * 86_400].map((seconds): [number, string] => [
      seconds,
      spanOf(seconds, isChinese),
    ]),
  ]
  return (
    <p class="session-line">
      <span class="left">{text}</span>
      <select
        aria-label={words.setLeft}
        value=""
        title={words.restartNote}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== '') setSecondsLeft(shown, Number(currentTarget.value))
          currentTarget.value = ''
        }}
      >
        <option value="">{words.setLeft}</option>
        {lengths.map(([seconds, label]) => (
          <option key={seconds} value={seconds}>
            {label}
          </option>
        ))}
      </select>
    </p>
  )
}

function PermissionLines() {
  const answers = Object.entries(permissions.value)
  if (answers.length === 0) return <p>{words.noneAsked}</p>
  return (
    <>
      {answers.map(([scope, isGranted]) => (
        <p key={scope}>{`${scope}: ${isGranted ? words.granted : words.refused}`}</p>
      ))}
    </>
  )
}
