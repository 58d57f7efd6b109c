import type { FunctionComponent } from 'preact'
import { useRef } from 'preact/hooks'
import { signal } from '@preact/signals'
import { AppDataPanel } from './app-data.tsx'
import { ConsolePanel } from './console.tsx'
import { Dock } from './dock.tsx'
import { phone, show, tab, troubles } from './model.ts'
import { NetworkPanel } from './network.tsx'
import { PagesPanel } from './pages.tsx'
import { ScenariosPanel } from './scenarios.tsx'
import { StoragePanel } from './storage.tsx'
import { StoryPanel } from './story-panel.tsx'
import { words } from './words.ts'
import { WxmlPanel } from './wxml.tsx'

const TABS: [name: string, label: string, Panel: FunctionComponent][] = [
  ['story', words.story, StoryPanel],
  ['network', words.network, NetworkPanel],
  ['console', words.console, ConsolePanel],
  ['storage', words.storageTab, StoragePanel],
  ['appData', words.appData, AppDataPanel],
  ['wxml', words.wxml, WxmlPanel],
  ['pages', words.pagesTab, PagesPanel],
  ['scenarios', words.scenarios, ScenariosPanel],
]

const SIZE_KEY = 'weapp-inspector:dock'
const dockSize = signal(Number(localStorage.getItem(SIZE_KEY) ?? 136))

/** Tabs above, and what people always want to see beside or below them. */
export function Inspector() {
  const [, , Panel] = TABS.find(([name]) => name === tab.value) ?? TABS[0]!
  return (
    <div class="desk-inspector" style={{ '--dock': `${dockSize.value}px` }}>
      <div class="main-pane">
        <TabList />
        <div class="panel" role="tabpanel" id="panel" aria-labelledby={`tab-${tab.value}`}>
          <Panel />
        </div>
      </div>
      <Splitter />
      <Dock />
    </div>
  )
}

function TabList() {
  const list = useRef<HTMLDivElement>(null)
  const move = (by: number) => {
    const at = TABS.findIndex(([name]) => name === tab.value)
    const [name] = TABS[(at + by + TABS.length) % TABS.length]!
    show(name)
    list.current?.querySelector<HTMLElement>(`#tab-${name}`)?.focus()
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowRight') move(1)
    if (key === 'ArrowLeft') move(-1)
  }
  return (
    <div
      class="tab-list"
      role="tablist"
      aria-label={words.inspector}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {TABS.map(([name, label]) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls="panel"
          aria-selected={tab.value === name}
          tabIndex={tab.value === name ? 0 : -1}
          onClick={() => show(name)}
        >
          {label}
          <Badge name={name} />
        </button>
      ))}
    </div>
  )
}

/** The number of things there that want to be looked at. */
function Badge({ name }: { name: string }) {
  const count =
    name === 'scenarios'
      ? troubles.value.length
      : name === 'console'
        ? (phone.value?.reports.length ?? 0)
        : 0
  return count > 0 ? <span class="count">{count}</span> : null
}

/** Moves the border between the panel and the dock, by mouse and by keyboard. */
function Splitter() {
  const bar = useRef<HTMLDivElement>(null)
  const set = (size: number) => {
    dockSize.value = Math.round(Math.min(Math.max(size, 96), 900))
    localStorage.setItem(SIZE_KEY, String(dockSize.value))
  }
  const isWide = () => matchMedia('(min-width: 1600px)').matches
  const drag = (down: PointerEvent) => {
    const [start, from] = [isWide() ? down.clientX : down.clientY, dockSize.value]
    const move = (event: PointerEvent) =>
      set(from + start - (isWide() ? event.clientX : event.clientY))
    bar.current?.setPointerCapture(down.pointerId)
    bar.current?.addEventListener('pointermove', move)
    const stop = () => bar.current?.removeEventListener('pointermove', move)
    bar.current?.addEventListener('pointerup', stop, { once: true })
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowUp' || key === 'ArrowLeft') set(dockSize.value + 24)
    if (key === 'ArrowDown' || key === 'ArrowRight') set(dockSize.value - 24)
  }
  return (
    <div
      ref={bar}
      class="splitter"
      role="separator"
      aria-label={words.session}
      aria-valuenow={dockSize.value}
      aria-valuemin={96}
      aria-valuemax={900}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
    />
  )
}
