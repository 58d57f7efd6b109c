import * as glassEasel from 'glass-easel'
import { contextOfSource, contextOf } from './component-context.ts'

type Component = glassEasel.GeneralComponent
type Method = (this: unknown, ...given: unknown[]) => unknown

/**
 * The component engine continues after an error, as WeChat does: errors of handlers, lifetimes,
 * observers and callbacks go to the mini-program's `onError`, and a missing handler causes a
 * warning. Installed once for all phones.
 */
export function watchForFaults() {
  glassEasel.addGlobalErrorListener((error, _method, about) => {
    const phone = contextOfSource(about)
    phone?.taps.host.context.reportError(error)
    return phone === undefined // else it is taken: not printed as well
  })
  glassEasel.addGlobalWarningListener((message) => !isNothingInWeChat.test(message))
  const engine = glassEasel.Component
  const find = engine.getMethod.bind(engine) as (component: Component, name: string) => Method
  engine.getMethod = ((component: Component, name: string): Method =>
    find(component, name) ?? (name === '' ? undefined : missing(component, name))) as never
}

/**
 * What the engine warns of, and WeChat takes without a word. Frameworks give WeChat's own components
 * `undefined` for whatever the page leaves out; the engine does not say whose property it is.
 */
const isNothingInWeChat = new RegExp(
  [
    'is not a valid (?:property|event binding or slot value)$', // an attribute more than there is
    '^no relation ', // to what is not there
    '^The for-list data .*"(?:undefined|null)"', // no data is set for it yet
    '^Use number as for-list',
    '^Some keys are not unique .*: ""', // a `wx:key` that the items do not have
    '^property .* type-incompatible',
  ].join('|'),
)

/** In place of a handler that is not there. WeChat's words. */
const missing =
  (component: Component, name: string): Method =>
  (event) => {
    const type = (event as { type?: string } | undefined)?.type
    const what = type === undefined ? '' : ` to handle event "${type}"`
    const path = component.is
    contextOf(component).warn(
      `Component "${path}" does not have a method "${name}"${what}.`,
      'handler',
    )
  }
