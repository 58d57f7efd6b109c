import { componentsOf } from '../../project/component-json.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { adviceFor } from './advice.ts'
import { byId, h } from './dom.ts'
import { words } from './words.ts'

/** The faults that the person has closed: the box stays closed until something else is wrong. */
let closed = ''

/**
 * Shows compile errors and faults of the current page over the phone until they are fixed. Faults of
 * other pages take one line at the bottom.
 */
export function drawFaults(phone: PreviewPhone) {
  const here = phone.errors.filter((fault) => concerns(fault, phone))
  const others = phone.errors.filter((fault) => !here.includes(fault))
  const isStopped = phone.reports.length > 0 && phone.isBlank()
  const stopping = isStopped
    ? phone.reports.map(({ place, message }) => ({ ...place, message }))
    : []
  // A fault of a shared file must not hide the reason why this page stays white.
  const shown = [...here, ...stopping]
  const box = byId('faults')
  const key = JSON.stringify([shown, others])
  box.hidden = (shown.length === 0 && others.length === 0) || closed === key
  box.classList.toggle('foot', shown.length === 0)
  const title = here.length > 0 ? words.compileErrors : words.stopped
  box.replaceChildren(
    h('button', {
      type: 'button',
      class: 'close',
      'aria-label': words.close,
      onclick: () => {
        closed = key
        box.hidden = true
      },
    }),
    ...(shown.length > 0 ? [h('h2', {}, title), ...shown.map(drawFault)] : []),
    ...(others.length > 0 ? [drawOthers(others)] : []),
  )
}

function drawOthers(others: readonly ProjectFault[]) {
  const summary = words.elsewhere.replace('{n}', String(others.length))
  return h('details', {}, h('summary', {}, summary), ...others.map(drawFault))
}

function drawFault({ file, line, column, message }: Partial<ProjectFault>) {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  const source = h('pre', { hidden: true })
  if (file !== undefined && line !== undefined) void fillLine(source, file, line)
  return h(
    'div',
    { class: 'fault' },
    place !== '' && h('code', {}, place),
    h('span', {}, message),
    source,
    h('small', {}, adviceFor(message ?? '', file ?? '')),
  )
}

/** The line itself, where this browser may see sources. */
async function fillLine(place: HTMLElement, file: string, line: number) {
  const query = new URLSearchParams({ file, line: String(line) })
  const answer = await fetch(`/__project/line?${query.toString()}`).catch(() => undefined)
  if (!answer?.ok) return
  place.textContent = await answer.text()
  place.hidden = place.textContent === ''
}

/** A fault in the file of another page or component is none of the page that is shown. */
function concerns({ file, page }: ProjectFault, { simulator, config }: PreviewPhone): boolean {
  const route = simulator.pages.current?.route
  if (route === undefined) return true
  if (page !== undefined) return page === route
  const owner = file.replace(/\.[^./]+$/, '')
  return !(owner in config.components) || drawnBy(route, config).has(owner)
}

/** A page with every component that it may draw. */
function drawnBy(route: string, { components }: PreviewPhone['config']): Set<string> {
  const found = new Set([route])
  for (const name of found) {
    const json = components[name]
    if (json) for (const used of componentsOf(json)) found.add(used)
  }
  return found
}
