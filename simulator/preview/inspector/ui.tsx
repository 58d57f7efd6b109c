import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { copyText } from './save.ts'
import { words } from './words.ts'

const confirmation = signal('')

/** A confirmation that is shown for a moment: `Copied`. */
export const Confirmation = () => (
  <span class="said" role="status">
    {confirmation.value}
  </span>
)

let timer: ReturnType<typeof setTimeout> | undefined

/** Shows a text for four seconds, to screen readers too. */
export function showConfirmation(text: string) {
  confirmation.value = text
  clearTimeout(timer)
  timer = setTimeout(() => (confirmation.value = ''), 4000)
}

/** Copies a text, and confirms it. */
export async function copy(text: string) {
  await copyText(text)
  showConfirmation(words.copied)
}

interface ActProps {
  onClick: () => unknown
  children: ComponentChildren
  label?: string
  isPressed?: boolean
  isOff?: boolean
  /** The most useful choice here. */
  isMain?: boolean
}

/** A button. */
export const Act = ({ onClick, children, label, isPressed, isOff, isMain }: ActProps) => (
  <button
    type="button"
    class={isMain ? 'main' : undefined}
    aria-label={label}
    aria-pressed={isPressed}
    disabled={isOff}
    onClick={() => void onClick()}
  >
    {children}
  </button>
)

interface ChoiceProps {
  label: string
  value: string
  options: readonly (string | readonly [value: string, text: string])[]
  onChange: (value: string) => unknown
}

/** A list to choose one from, with its label. */
export const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label class="choice">
    <span>{label}</span>
    <select value={value} onChange={({ currentTarget }) => void onChange(currentTarget.value)}>
      {options.map((option) => {
        const [one, text] = typeof option === 'string' ? [option, option] : option
        return (
          <option key={one} value={one}>
            {text}
          </option>
        )
      })}
    </select>
  </label>
)

/** A row of controls above a panel. */
export const Toolbar = ({ children }: { children: ComponentChildren }) => (
  <div class="toolbar">{children}</div>
)

/** The end of a form that changes a value. */
export const SaveOrCancel = ({ onCancel }: { onCancel: () => void }) => (
  <span class="row">
    <button type="submit">{words.save}</button>
    <Act onClick={onCancel}>{words.cancel}</Act>
  </span>
)

/** Calls `run` at once, and again and again while a panel is shown. */
export function useEvery(ms: number, run: () => void) {
  useEffect(() => {
    run()
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  }, [])
}
