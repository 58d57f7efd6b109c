import type { Program, RendererJson } from './program.ts'

type Json = Pick<Program, 'app' | 'components'>

/**
 * Skyline's default styles: `display: flex` in a column, `position: relative` and
 * `box-sizing: border-box`. `rendererOptions` bring back the WebView's. The page's attributes say
 * which of them apply; the rules are in `phone.css`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/skyline/wxss.html
 *
 * @param page its element, which has its route
 */
export function setDefaults(page: HTMLElement, json: Json) {
  const said = saidOf(json, page.dataset.route ?? '')
  if (said.find(({ renderer }) => renderer !== undefined)?.renderer !== 'skyline') return
  const is = (option: 'defaultDisplayBlock' | 'defaultContentBox') =>
    said
      .map(({ rendererOptions }) => rendererOptions?.skyline?.[option])
      .find((value) => value !== undefined) ?? false
  page.dataset.renderer = 'skyline'
  if (!is('defaultContentBox')) page.dataset.box = 'border'
  if (!is('defaultDisplayBlock')) page.dataset.display = 'flex'
}

/** All that say how a page is rendered, the nearest first. */
function saidOf({ app, components }: Json, route: string): RendererJson[] {
  const parts = app.subPackages?.filter(({ pages }) => pages.includes(route)) ?? []
  return [components[route] ?? {}, ...parts, app]
}
