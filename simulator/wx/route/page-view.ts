import { type Query } from './page-url.ts'

/** The pages of `app.json`. */
export interface PageConfig {
  pages: string[]
  tabBarPages: string[]
}

/** Changes of a page's script to WeChat's frame around it. */
export interface PageLook {
  /** Of the navigation bar: `#000000` or `#ffffff`. */
  frontColor?: string
  /** Of the navigation bar. */
  barColor?: string
  isBarLoading?: boolean
  isHomeButtonHidden?: boolean
  /** The loading dots of pull-down refresh are shown. */
  isRefreshing?: boolean
  /** Of the window behind the page. */
  backgroundColor?: string
  backgroundTextStyle?: string
}

/** A lifecycle function of a page. */
export type Lifecycle = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload'

/** One page on the screen or below it, drawn by the simulator's host. */
export interface PageView {
  route: string
  query: Query
  /** The object that `getCurrentPages()` returns. */
  instance: WechatMiniprogram.Page.TrivialInstance
  title: string
  /** Runs `onLoad`, `onShow`... of the page, where it has one. */
  lifecycle(name: Lifecycle, query?: Query): void
  setVisible(visible: boolean): void
  /** Scrolls the page, and calls its `onPageScroll`. Without it nothing scrolls. */
  scrollTo?(to: { scrollTop?: number; selector?: string; duration?: number }): void
  remove(): void
}

/** Makes the view of a page. */
export type CreatePage = (route: string, query: Query) => PageView
