import { numberOf, textOf, type BuiltIn, type Host } from './node.ts'

/** The call behind each `open-type`. */
const calls: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

type Call = (options: object) => void

/**
 * Follows a tap on `<navigator>`: the navigation that `open-type` names, and `success`, `fail`
 * and `complete` with its result.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/navigator.html
 */
export function followNavigator(node: BuiltIn, { wx }: Host) {
  const openType = textOf(node, 'openType', 'navigate')
  const target = textOf(node, 'target', 'self')
  const name = calls[openType]
  if (target !== 'self' || name === undefined) {
    const what = target === 'self' ? `open-type="${openType}"` : `target="${target}"`
    const errMsg = `navigator:fail ${what} is not simulated`
    node.fire('fail', { errMsg })
    return node.fire('complete', { errMsg })
  }
  const tell = (type: string) => (result: object) => node.fire(type, result)
  const call = (wx as unknown as Record<string, Call>)[name] as Call
  const where =
    openType === 'navigateBack'
      ? { delta: numberOf(node, 'delta', 1) }
      : { url: textOf(node, 'url') }
  call({ ...where, success: tell('success'), fail: tell('fail'), complete: tell('complete') })
}
