import type { Context } from '../../wx/context.ts'
import { hostOf } from '../component-context.ts'
import type { Component } from './built-in.ts'

const objectUrls = new WeakMap<Blob, string>()

/**
 * A URL the document can load: of a temporary file, a file of the mini-program, or one on the
 * network.
 *
 * @param component where `src` is written: its own files are relative to the template that names
 *   them
 */
export function urlOf(src: string, component: Component): string {
  const { files }: Context = hostOf(component).context
  const temporary = files.get(src)
  if (temporary) return objectUrlOf(temporary)
  if (src === '' || /^(?:https?:|data:|blob:|wxfile:|cloud:|\/\/)/.test(src)) return src
  const within = component.ownerShadowRoot?.getHostNode().is ?? ''
  return `/__project/files/${fromRoot(src, within)}`
}

/** A path from the mini-program's root, of one that is written in the template at `within`. */
function fromRoot(src: string, within: string): string {
  const parts = src.startsWith('/') ? [] : within.split('/').slice(0, -1)
  for (const part of src.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function objectUrlOf(file: Blob): string {
  const url = objectUrls.get(file) ?? URL.createObjectURL(file)
  objectUrls.set(file, url)
  return url
}
