import type { WxsRuntime } from './wxs/runtime.ts'

/** The renderer of pages. `app.json`, a subpackage and a page may set it; the most specific one counts. */
export interface RendererJson {
  renderer?: string
  rendererOptions?: { skyline?: { defaultDisplayBlock?: boolean; defaultContentBox?: boolean } }
}

/** The fields of `app.json` that the engine reads. */
export interface ProgramApp extends RendererJson {
  pages: readonly string[]
  /** The page that opens first; by default the first of `pages`. */
  entryPagePath?: string
  /** `v2`: WeChat's newer look of its components. */
  style?: string
  window?: { navigationBarTitleText?: string }
  subPackages?: readonly ({ pages: readonly string[] } & RendererJson)[]
  tabBar?: { custom?: boolean; list: readonly { pagePath: string; text: string }[] }
}

/** The fields of a page's or component's `.json` that the engine reads. */
export interface ProgramComponent extends RendererJson {
  /** As paths from the root: `/components/card/card`. */
  usingComponents: Record<string, string>
  /** Tags that can't be drawn, and why. */
  refused?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  navigationBarTitleText?: string
}

/** A style sheet ready for the document, in each of the ways it can be meant. */
export interface ProgramStyle {
  /** Its classes have the component's prefix. Absent for `app.wxss` and pages. */
  scoped?: string
  /** Its classes are shared with the page. */
  shared: string
}

/** A mini-program as the engine takes it: read and compiled. */
export interface Program {
  app: ProgramApp
  /** Every page and component, by its path from the root, without ending. */
  components: Record<string, ProgramComponent>
  /** By path, `app` for `app.wxss`. */
  styles: Record<string, ProgramStyle>
}

/** Compiled templates, by path from the root without ending. */
export type Templates = Record<string, unknown>

/** The result of `compileTemplates`: templates that share a runtime of WXS. */
export type MakeTemplates = (wxs: WxsRuntime) => Templates

/** Something in a mini-program that does not compile. */
export interface Fault {
  /** From the mini-program's root. */
  file: string
  line?: number | undefined
  column?: number | undefined
  message: string
}
