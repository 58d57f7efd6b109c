import { posix } from 'node:path'
import type { Report } from './fault.ts'
import { toPosix } from './names.ts'

/** `window` of `app.json`, and the same of a page. */
export interface WindowJson {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

/** `tabBar` of `app.json`. */
export interface TabBarJson {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  position?: 'bottom' | 'top'
  /** The mini-program draws it by its component `custom-tab-bar/index`. */
  custom?: boolean
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

/** A subpackage of `app.json`. */
export interface SubPackageJson {
  /** From the mini-program's root, without `/` at either end. */
  root: string
  /** From the mini-program's root. */
  pages: string[]
  name?: string
  independent?: boolean
  renderer?: 'webview' | 'skyline'
}

/**
 * `app.json`, its names made alike: pages as `pages/home/home`, those of subpackages after the others.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html
 */
export interface AppJson {
  pages: string[]
  /** The page that opens first. `''` where there is none. */
  entryPagePath: string
  /** Of either spelling. */
  subPackages: SubPackageJson[]
  window?: WindowJson
  tabBar?: TabBarJson
  usingComponents?: Record<string, string>
  /** Prefixes of paths that scripts require: `{"@/*": "/src/*"}`. */
  resolveAlias?: Record<string, string>
  useExtendedLib?: Record<string, boolean>
  networkTimeout?: Record<string, number>
  darkmode?: boolean
  themeLocation?: string
  style?: 'v2'
  renderer?: 'webview' | 'skyline'
}

type RawSubPackage = Partial<SubPackageJson>

/** Reads `app.json` into one form whatever the spelling; a fault in it is reported. */
export function normalizeApp(raw: Record<string, unknown>, report: Report): AppJson {
  const fault = (message: string) => report({ file: 'app.json', message })
  const listOf = <Item>(name: string, value: unknown): Item[] => {
    if (value === undefined || Array.isArray(value)) return (value ?? []) as Item[]
    fault(`"${name}" must be a list`)
    return []
  }
  const given = raw.subPackages ?? raw.subpackages
  const subPackages = listOf<RawSubPackage>('subPackages', given).map((part) =>
    normalizePart(part, listOf('subPackages[].pages', part.pages)),
  )
  const own = listOf<string>('pages', raw.pages).map(pageName)
  if (own.length === 0) fault('"pages" names no page: there is nothing to open')
  const pages = [...new Set([...own, ...subPackages.flatMap((part) => part.pages)])]
  const tabBar = raw.tabBar as TabBarJson | undefined
  const first = typeof raw.entryPagePath === 'string' ? pageName(raw.entryPagePath) : own[0]
  return {
    ...raw,
    pages,
    entryPagePath: first ?? '',
    subPackages,
    ...(tabBar && { tabBar: normalizeTabs(tabBar) }),
  }
}

function normalizePart(part: RawSubPackage, pages: string[]): SubPackageJson {
  const root = pageName(part.root ?? '').replace(/\/$/, '')
  return { ...part, root, pages: pages.map((page) => posix.join(root, pageName(page))) }
}

function normalizeTabs(tabBar: TabBarJson): TabBarJson {
  const tabs = Array.isArray(tabBar.list) ? tabBar.list : []
  return { ...tabBar, list: tabs.map((tab) => ({ ...tab, pagePath: pageName(tab.pagePath) })) }
}

/** `/pages/home/home.html` and `pages/home/home` are the same page. */
const pageName = (path: unknown) =>
  toPosix(String(path))
    .replace(/^\/+/, '')
    .replace(/\.html$/, '')
