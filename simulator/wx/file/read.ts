import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/**
 * The content at a path or URL: a file that the mini-program has stored, one of its package
 * (`/images/a.png`), a data URL, or something on the network.
 *
 * @throws ApiFailure where there is none
 */
export async function readContent(phone: Context, src: string): Promise<Blob> {
  const own = phone.files.get(src)
  if (own) return own
  if (src.startsWith('data:')) return dataUrl(src)
  if (/^https?:/.test(src)) return download(phone, src)
  const isPackaged = !src.startsWith('wxfile:')
  const packaged = isPackaged && phone.host.readPackage?.(src.replace(/^\//, ''))
  if (packaged) return new Blob([packaged])
  throw new ApiFailure(`file not found: ${src}`)
}

async function download({ network }: Context, url: string): Promise<Blob> {
  const response = await network.fetch(url).catch(() => undefined)
  if (!response?.ok) throw new ApiFailure('download file failed')
  return response.blob()
}

function dataUrl(url: string): Blob {
  const [head = '', data = ''] = url.slice('data:'.length).split(',')
  const [type = ''] = head.split(';')
  const text = head.endsWith('base64') ? atob(data) : decodeURIComponent(data)
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
  return new Blob([bytes], { type })
}
