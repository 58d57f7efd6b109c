import type { GeneralComponent } from 'glass-easel'
import type { Engine } from './engine.ts'

/** A component on its own. */
export interface Mounted {
  /** The `this` of its script. */
  instance: Record<string, unknown>
  /** Its element in the document. */
  dom: HTMLElement
  /** Listens to what the component triggers. */
  addEventListener(type: string, listener: (event: { detail: unknown }) => void): void
  /** Fires `show`, `hide` or `resize` of its page: `pageLifetimes`. */
  triggerPageLifetime(name: string, ...given: unknown[]): void
  /** Takes it off the document. */
  detach(): void
}

/**
 * Draws a component alone, without a page.
 *
 * @param path from the mini-program's root, without ending; its script has run
 * @param place gets a `page` element with the component in it
 */
export function mountAlone(
  engine: Engine,
  path: string,
  properties: Record<string, unknown>,
  place: HTMLElement,
): Mounted {
  const page = place.ownerDocument.createElement('page')
  const placeholder = place.ownerDocument.createElement('page')
  place.append(page)
  page.append(placeholder)
  const tag = path.split('/').at(-1) ?? path
  const root = engine.backend.createRoot(tag, engine.space, path)
  const component: GeneralComponent = root.getComponent()
  component.setData(properties)
  root.attach(page as never, placeholder as never)
  engine.fireReady()
  return {
    instance: root.get() as unknown as Record<string, unknown>,
    dom: component.getBackendElement() as unknown as HTMLElement,
    addEventListener(type, listener) {
      component.addListener(type, ({ detail }) => listener({ detail }))
    },
    triggerPageLifetime: (name, ...given) => component.triggerPageLifetime(name, given as never),
    detach() {
      root.release()
      page.remove()
    },
  }
}
