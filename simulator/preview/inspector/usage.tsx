import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { stops, type Usage } from '../../check/use.ts'
import './usage.css'
import { words } from './words.ts'

const PLACES = 3

/** Uses of WeChat that are not here, or in part; nothing where this machine may not see sources. */
const usages = signal<readonly Usage[] | undefined>(undefined)

async function load() {
  const answer = await fetch('/__project/usage')
  usages.value = answer.ok ? ((await answer.json()) as { usages: Usage[] }).usages : undefined
}

/** Lists what the mini-program uses of WeChat that is not simulated, or in part: the list of `check`. */
export function NotSimulated() {
  useEffect(() => void load(), [])
  const found = usages.value
  if (found === undefined) return null
  const missing = found.filter(stops)
  const groups: [title: string, some: Usage[]][] = [
    [words.inPart, found.filter(({ extent }) => extent === 'part')],
    [words.withoutEffect, found.filter((one) => one.extent === 'missing' && !stops(one))],
    [words.noComponent, found.filter(({ extent }) => extent === 'unknown')],
  ]
  return (
    <>
      <h2>{words.notSimulated}</h2>
      {missing.length === 0 ? <p>{words.allSimulated}</p> : <UsageList usages={missing} />}
      {groups
        .filter(([, some]) => some.length > 0)
        .map(([title, some]) => (
          <details key={title}>
            <summary>
              {title} ({some.length})
            </summary>
            <UsageList usages={some} />
          </details>
        ))}
    </>
  )
}

const UsageList = ({ usages: some }: { usages: readonly Usage[] }) => (
  <ul class="usages">
    {some.map(({ name, note, places }) => (
      <li key={name}>
        <code>{name}</code> {note}
        <small title={places.map(nameOf).join('\n')}>
          {places.slice(0, PLACES).map(nameOf).join(', ')}
          {places.length > PLACES && ` (+${places.length - PLACES})`}
        </small>
      </li>
    ))}
  </ul>
)

const nameOf = ({ file, line }: Usage['places'][number]) => `${file}:${line}`
