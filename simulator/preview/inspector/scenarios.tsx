import { signal } from '@preact/signals'
import { isChinese } from '../frame/language.ts'
import {
  aheadSeconds,
  askMock,
  changes,
  faults,
  phone,
  scenarios,
  changeMock,
  troubles,
  type FaultState,
  type ScenarioState,
} from './model.ts'
import { PhoneControls } from './phone-controls.tsx'
import { wordsOf } from './scenario-words.ts'
import { sessionOf } from './session.ts'
import { spanOf } from './time.ts'
import { Act, useEvery } from './ui.tsx'
import { fill, say, words } from './words.ts'

const LOOK_MS = 2000
/** Situations that happened by a press here. */
const happened = signal<readonly string[]>([])

/** The controls of the phone, every scenario, and the servers' clock. */
export function ScenariosPanel() {
  useEvery(LOOK_MS, () => void askMock()) // it may also be changed by curl
  // No switch is shown before its state is known.
  if (scenarios.value.length === 0) return <p class="hint">{words.pending}</p>
  return (
    <section class="scenarios scroll" tabIndex={0} role="group" aria-label={words.scenarios}>
      <PhoneControls />
      <h2>{words.happen}</h2>
      <TroubleLine />
      <ul class="situations">
        {scenarios.value
          .filter(({ name }) => name !== 'all-well' && !name.endsWith('-profile'))
          .map((one) => (
            <Situation key={one.name} one={one} />
          ))}
      </ul>
      <Waiting />
      <Clock />
    </section>
  )
}

async function recover() {
  await changeMock('POST', 'scenarios/all-well')
  happened.value = []
  phone.value?.change({ isOnline: true, latencyMs: 0 })
}

function TroubleLine() {
  const names = troubles.value.map(({ name }) => say(wordsOf(name)?.label ?? [name, name]))
  return (
    <p class="row" role="status">
      <span class={names.length > 0 ? 'wrong' : ''}>
        {names.length > 0 ? `${words.active}: ${names.join(', ')}` : words.nothingWrong}
      </span>
      <Act onClick={recover}>{words.recover}</Act>
    </p>
  )
}

function Situation({ one: { name, about, active } }: { one: ScenarioState }) {
  void changes.value
  const known = wordsOf(name)
  const label = say(known?.label ?? [name, name])
  const isSignedIn = phone.value !== undefined && sessionOf(phone.value) !== undefined
  const effect = known && ((isSignedIn && known.signedIn) || known.effect)
  const press = async () => {
    if (active) return changeMock('DELETE', `scenarios/${name}`)
    await changeMock('POST', `scenarios/${name}`)
    if (active === undefined) happened.value = [...happened.value, name]
  }
  return (
    <li data-active={active === true}>
      <Act isPressed={active} onClick={press}>
        {label}
      </Act>
      <small>
        {effect ? say(effect) : about}
        {active === undefined && happened.value.includes(name) && ` (${words.happened})`}
      </small>
    </li>
  )
}

function Waiting() {
  if (faults.value.length === 0) return null
  return (
    <>
      <h2>{words.faults}</h2>
      <ul class="waiting">
        {faults.value.map((fault, index) => (
          <li key={index}>
            <code>{describeFault(fault)}</code>
            <Act
              label={`${words.endIt} ${describeFault(fault)}`}
              onClick={() => changeMock('DELETE', `faults/${index}`)}
            >
              {words.endIt}
            </Act>
          </li>
        ))}
      </ul>
    </>
  )
}

function describeFault({ target, method, times, ...what }: FaultState): string {
  const parts = Object.entries(what).map(([name, value]) => `${name} ${value}`)
  return [method, target, ...parts, times && `× ${times}`].filter(Boolean).join(' ')
}

function Clock() {
  const forward = (seconds: number) => () =>
    changeMock('POST', 'clock', { advanceSeconds: seconds })
  const ahead = aheadSeconds.value
  return (
    <>
      <h2>{words.clock}</h2>
      <p>
        {ahead === 0 ? words.clockNow : fill(words.clockAhead, { time: spanOf(ahead, isChinese) })}
      </p>
      <p class="row" role="group" aria-label={words.forward}>
        <span>{words.forward}</span>
        <Act onClick={forward(300)}>{words.minutes5}</Act>
        <Act onClick={forward(3600)}>{words.hour}</Act>
        <Act onClick={forward(86_400)}>{words.day}</Act>
        <Act isOff={ahead === 0} onClick={() => changeMock('POST', 'clock', { backToNow: true })}>
          {words.backToNow}
        </Act>
      </p>
      <p class="hint-inline">{words.clockNote}</p>
    </>
  )
}
