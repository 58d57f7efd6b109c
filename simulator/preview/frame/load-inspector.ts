import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { byId } from './dom.ts'

/** The inspector's side of the frame: it is notified about the phone. */
export interface Inspector {
  /** Something changed on a phone, which may be another one than before. */
  changed(phone: PreviewPhone): void
}

interface InspectorModule {
  createInspector: (
    place: HTMLElement,
    phone: PreviewPhone | undefined,
    people: string[],
  ) => Inspector
}

/**
 * Fetches and draws the inspector, beside the phone and never before it.
 *
 * @returns nothing where this browser may not use the mock's controls: they work only on the
 *   server's own machine; elsewhere the phone is shown alone
 */
export async function loadInspector(
  phone: () => PreviewPhone | undefined,
): Promise<Inspector | undefined> {
  const place = byId('inspector')
  const { script = '', styles = '' } = place.dataset
  const people = await readPeople()
  document.body.classList.toggle('alone', !people)
  if (!people) return undefined
  const [{ createInspector }] = await Promise.all([
    import(script) as Promise<InspectorModule>,
    addSheet(styles),
  ])
  return createInspector(place, phone(), people)
}

function addSheet(href: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => resolve())
  })
}

async function readPeople(): Promise<string[] | undefined> {
  const answer = await fetch('/__mock/users').catch(() => undefined)
  if (!answer?.ok) return undefined
  const { users } = (await answer.json()) as { users: { name: string }[] }
  return users.map(({ name }) => name)
}
