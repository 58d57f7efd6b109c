import { masks } from './model.ts'

/** A value that unfolds, its secrets masked. */
export function ValueTree({ value, name = '' }: { value: unknown; name?: string }) {
  if (value instanceof Error)
    return <span class="value-error">{masks.hide(value.stack ?? value.message)}</span>
  masks.learn(value, name)
  return <Node value={masks.show(value, name)} name={name} depth={0} />
}

function Node({ value, name, depth }: { value: unknown; name: string; depth: number }) {
  const label = name === '' ? undefined : <span class="value-key">{name}: </span>
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return (
      <span class="value-leaf">
        {label}
        <span class={`value-${value === null ? 'null' : typeof value}`}>{printed(value)}</span>
      </span>
    )
  }
  const entries = Object.entries(value)
  const summary = Array.isArray(value)
    ? `[${entries.length}]`
    : `{${entries
        .map(([key]) => key)
        .slice(0, 5)
        .join(', ')}${entries.length > 5 ? ', …' : ''}}`
  return (
    <details class="value-branch" open={depth === 0 && name === ''}>
      <summary>
        {label}
        <span class="value-summary">{summary}</span>
      </summary>
      <div class="value-children">
        {entries.slice(0, 200).map(([key, item]) => (
          <div key={key}>
            <Node value={item} name={key} depth={depth + 1} />
          </div>
        ))}
      </div>
    </details>
  )
}

function printed(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`
  if (typeof value === 'function') return `ƒ ${value.name}()`
  return value instanceof Date ? value.toISOString() : String(value)
}
