import { DataGroup, type GeneralComponent } from 'glass-easel'

interface Group {
  _$comp: GeneralComponent | null
}

type Replace = (this: Group, name: string, value: unknown) => boolean

/**
 * ARIA attributes are set on the element of a component that the mini-program defines, as on any other:
 * `<van-switch aria-label="...">`. The component engine knows its properties alone.
 */
export function keepAriaOnHosts() {
  const { prototype } = DataGroup as unknown as { prototype: { replaceProperty: Replace } }
  const replace = prototype.replaceProperty
  prototype.replaceProperty = function replaceOrSay(name, value) {
    return replace.call(this, name, value) || sayOnElement(this._$comp, name, value)
  }
}

/** @returns whether it is for screen readers, and there is an element */
function sayOnElement(component: GeneralComponent | null, name: string, value: unknown): boolean {
  const [, what] = /^aria-?([A-Za-z]+)$/.exec(name) ?? []
  const element = component?.getBackendElement() as unknown as HTMLElement | null
  if (what === undefined || !element) return false
  const attribute = what.toLowerCase() === 'role' ? 'role' : `aria-${what.toLowerCase()}`
  const isSaid =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  if (isSaid) element.setAttribute(attribute, String(value))
  else element.removeAttribute(attribute)
  return true
}
