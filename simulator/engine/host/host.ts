import type { Host } from '../../wx/host.ts'
import { createCanvasHost } from './canvas.ts'
import { createNodeFinder } from './nodes.ts'
import { canDraw, type Page } from './page.ts'
import { packageUrl } from './url.ts'

/** A document's abilities for a phone: all of them in a browser, in jest those a test can look at. */
export function createHost(page: Page): Host {
  const host: Host = { nodes: createNodeFinder(page), ...createCanvasHost(page) }
  return canDraw(page.document) ? { ...host, ...browserHost(page) } : host
}

function browserHost({ document, phone }: Page): Host {
  return {
    createAudio: () => new Audio(),
    async loadFont(family, source) {
      document.fonts.add(await new FontFace(family, source).load())
    },
    hideKeyboard() {
      const field = document.activeElement
      if (!/^(?:INPUT|TEXTAREA)$/.test(field?.tagName ?? '')) return false
      ;(field as HTMLElement).blur()
      return true
    },
    readPackage(path) {
      const request = new XMLHttpRequest()
      // Files are read at once, as `readFileSync` is.
      request.open('GET', packageUrl(path), false)
      request.overrideMimeType('text/plain; charset=x-user-defined')
      request.send()
      if (request.status !== 200) return undefined
      return Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0) & 0xff)
    },
    controlComponent({ id, method, args }) {
      const video = document.querySelector<HTMLVideoElement>(`#${CSS.escape(id ?? '')} video`)
      if (!video) return
      if (method === 'play') void video.play().catch(phone().reportError)
      if (method === 'pause') video.pause()
      if (method === 'stop') {
        video.pause()
        video.currentTime = 0
      }
      if (method === 'seek') video.currentTime = Number(args[0])
      if (method === 'playbackRate') video.playbackRate = Number(args[0])
    },
  }
}
