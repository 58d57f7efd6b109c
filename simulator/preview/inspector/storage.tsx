import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { changes, masks, phone } from './model.ts'
import { readEntry, typedValue, unmasked } from './storage-entries.ts'
import { Act, copy, Confirmation, SaveOrCancel, Toolbar } from './ui.tsx'
import { ValueTree } from './value-tree.tsx'
import { words } from './words.ts'

/** The key that is edited; an empty one is a new entry. */
const editing = signal<string | undefined>(undefined)
const failure = signal('')

/** All that the mini-program has stored, to be looked at and changed. */
export function StoragePanel() {
  void changes.value
  const shown = phone.value
  if (!shown) return null
  const { storage } = shown.simulator
  return (
    <section class="storage">
      <Toolbar>
        <Act onClick={() => (editing.value = '')}>{words.add}</Act>
        <span class="hint-inline">{words.restartNote}</span>
        <span class="gap" />
        <Confirmation />
        <Act onClick={() => clearAndReload(shown)}>{words.clear}</Act>
      </Toolbar>
      <div class="scroll" tabIndex={0} role="group" aria-label={words.storage}>
        {failure.value && (
          <p class="wrong" role="alert">
            {failure.value}
          </p>
        )}
        {editing.value === '' && <Editor shown={shown} name="" />}
        {storage.keys().length === 0 && editing.value === undefined && (
          <p class="hint">{words.empty}</p>
        )}
        {storage
          .keys()
          .map((key) =>
            editing.value === key ? (
              <Editor key={key} shown={shown} name={key} />
            ) : (
              <Entry key={key} shown={shown} name={key} />
            ),
          )}
      </div>
    </section>
  )
}

function clearAndReload(shown: PreviewPhone) {
  shown.simulator.storage.clear()
  shown.reload()
}

function Entry({ shown, name }: { shown: PreviewPhone; name: string }) {
  const { storage } = shown.simulator
  const value = readEntry(storage, name)
  masks.learn(value, name)
  const remove = () => {
    storage.delete(name)
    shown.reload()
  }
  return (
    <div class="entry editable">
      <ValueTree value={value} name={name} />
      <span class="row">
        <Act label={`${words.edit} ${name}`} onClick={() => (editing.value = name)}>
          {words.edit}
        </Act>
        <Act
          label={`${words.copy} ${name}`}
          onClick={() => copy(JSON.stringify(masks.show(value, name), null, 2))}
        >
          {words.copy}
        </Act>
        <Act label={`${words.delete} ${name}`} onClick={remove}>
          {words.delete}
        </Act>
      </span>
    </div>
  )
}

function Editor({ shown, name }: { shown: PreviewPhone; name: string }) {
  const { storage } = shown.simulator
  const original = name === '' ? '' : readEntry(storage, name)
  const masked = masks.show(original, name)
  const [key, setKey] = useState(name)
  const [text, setText] = useState(
    typeof masked === 'string' ? masked : JSON.stringify(masked, null, 2),
  )
  const save = () => {
    failure.value = ''
    try {
      storage.set(key, unmasked(typedValue(text), masked, original))
      editing.value = undefined
      shown.reload()
    } catch (error) {
      const { reason, message } = error as { reason?: string; message?: string }
      failure.value = reason ?? message ?? ''
    }
  }
  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {name === '' && (
        <label>
          <span>{words.key}</span>
          <input
            required
            value={key}
            onInput={({ currentTarget }) => setKey(currentTarget.value)}
          />
        </label>
      )}
      <label>
        <span>{words.value}</span>
        <textarea
          rows={name === '' ? 3 : 10}
          title={words.valueHint}
          placeholder={words.valueHint}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <SaveOrCancel onCancel={() => (editing.value = undefined)} />
    </form>
  )
}
