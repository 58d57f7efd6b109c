import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import type { PageView } from '../route/page-view.ts'

interface Entry {
  entryType: 'navigation'
  name: 'appLaunch' | 'route'
  path: string
  startTime: number
  duration: number
}

type Observer = (list: { getEntries: () => Entry[] }) => void

/**
 * Performance entries: one entry of `navigation` for every page that was opened. Nothing is measured
 * of drawing and scripts.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/performance/wx.getPerformance.html
 */
export function performanceApis({ pages }: Context) {
  const entries: Entry[] = []
  const observers = new Set<Observer>()
  let last: PageView | undefined
  const look = () => {
    const page = pages.current
    if (!page || page === last) return
    last = page
    const name = entries.length === 0 ? 'appLaunch' : 'route'
    const [path, startTime] = [page.route, Date.now()]
    const entry: Entry = { entryType: 'navigation', name, path, startTime, duration: 0 }
    entries.push(entry)
    for (const observer of observers) observer({ getEntries: () => [entry] })
  }
  look()
  pages.subscribe(look)
  const named = (name: string) => entries.filter((entry) => entry.name === name)
  const performance = {
    getEntries: () => [...entries],
    getEntriesByName: named,
    getEntriesByType: (type: string) => entries.filter(({ entryType }) => entryType === type),
    setBufferSize() {},
    createObserver: (observer: Observer) => ({
      observe: () => void observers.add(observer),
      disconnect: () => void observers.delete(observer),
    }),
  }
  return defineOthers({ getPerformance: () => performance as never })
}
