import type { Context } from '../../wx/context.ts'

const objectUrls = new WeakMap<Blob, string>()

/** The address of a temporary file, of one of the mini-program's own, or of any on the network. */
export function urlOf(src: string, { files }: Pick<Context, 'files'>): string {
  const own = files.get(src)
  if (own) {
    const url = objectUrls.get(own) ?? URL.createObjectURL(own)
    objectUrls.set(own, url)
    return url
  }
  if (src === '' || /^(?:https?:|data:|blob:|wxfile:|\/\/)/.test(src)) return src
  return packageUrl(src)
}

/** The address at which the preview serves a file of the package. */
export const packageUrl = (path: string) =>
  `/__project/files/${path.replace(/^(?:\.{0,2}\/)+/, '')}`
