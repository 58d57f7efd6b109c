import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { masks, phone } from './model.ts'
import { typedValue, unmasked } from './storage-entries.ts'
import { Act, SaveOrCancel, useEvery } from './ui.tsx'
import { ValueTree } from './value-tree.tsx'
import { words } from './words.ts'

const LOOK_MS = 300

interface PageData {
  route: string
  data: Record<string, unknown>
}

const pages = signal<PageData[]>([])
/** The page's data as it is edited: its place in the stack, and the field's name. */
const editing = signal<{ page: number; name: string } | undefined>(undefined)
let told = ''

/** Looks at the data of all pages; draws again only where something is another. */
function look() {
  const stack = phone.value?.simulator.pages.stack ?? []
  const found = stack.map(({ route, instance }) => ({ route, data: dataOf(instance) }))
  const text = JSON.stringify(found)
  if (text === told) return
  told = text
  pages.value = JSON.parse(text) as PageData[]
}

const dataOf = (instance: object) => (instance as { data?: Record<string, unknown> }).data ?? {}

/** The data of every page of the stack, as it is now; fields can be changed. */
export function AppDataPanel() {
  useEvery(LOOK_MS, look)
  return (
    <section class="app-data">
      <div class="scroll" tabIndex={0} role="group" aria-label={words.appData}>
        {pages.value.map(({ route, data }, page) => (
          <section key={`${page} ${route}`}>
            <h2>{route}</h2>
            {Object.keys(data).length === 0 && <p>{words.noData}</p>}
            {Object.entries(data).map(([name, value]) =>
              editing.value?.page === page && editing.value.name === name ? (
                <FieldEditor key={name} page={page} name={name} value={value} />
              ) : (
                <div key={name} class="entry editable">
                  <ValueTree value={value} name={name} />
                  <Act
                    label={`${words.edit} ${name}`}
                    onClick={() => (editing.value = { page, name })}
                  >
                    {words.edit}
                  </Act>
                </div>
              ),
            )}
          </section>
        ))}
      </div>
    </section>
  )
}

function FieldEditor({ page, name, value }: { page: number; name: string; value: unknown }) {
  const masked = masks.show(value, name)
  const [text, setText] = useState(JSON.stringify(masked))
  const save = (event: Event) => {
    event.preventDefault()
    const instance = phone.value?.simulator.pages.stack[page]?.instance as
      { setData?: (data: object) => void } | undefined
    instance?.setData?.({ [name]: unmasked(typedValue(text), masked, value) })
    editing.value = undefined
    look()
  }
  return (
    <form class="editor inline" onSubmit={save}>
      <label>
        <span>{name}</span>
        <input value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <SaveOrCancel onCancel={() => (editing.value = undefined)} />
    </form>
  )
}
