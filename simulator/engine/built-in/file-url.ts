import type { Context } from '../../wx/context.ts'

const objectUrls = new WeakMap<Blob, string>()

/** An address the document can load: of a temporary file, one of the mini-program's own, or any on the network. */
export function urlOf(src: string, { files }: Context): string {
  const temporary = files.get(src)
  if (temporary) return objectUrlOf(temporary)
  if (src === '' || /^(?:https?:|data:|blob:|wxfile:|cloud:|\/\/)/.test(src)) return src
  return `/__project/files/${src.replace(/^(?:\.{0,2}\/)+/, '')}`
}

function objectUrlOf(file: Blob): string {
  const url = objectUrls.get(file) ?? URL.createObjectURL(file)
  objectUrls.set(file, url)
  return url
}
