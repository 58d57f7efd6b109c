import { placeOf } from '../project/fault.ts'
import { objectOf } from '../project/component-json.ts'
import { parseJson } from '../project/json.ts'
import type { Project } from '../project/project.ts'
import type { Add } from './use.ts'

/** Of a window or a page's own `.json`: what a person would see on a phone, and does not here. */
const OF_WINDOW = [
  'backgroundColorBottom',
  'backgroundColorContent',
  'backgroundColorTop',
  'homeButton',
  'initialRenderingCache',
  'pageOrientation',
  'restartStrategy',
  'visualEffectInBackground',
]

/**
 * Of `app.json`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html
 */
const OF_APP = [
  'appBar',
  'convertRpxToVw',
  'embeddedAppIdList',
  'entranceDeclare',
  'functionalPages',
  'halfPage',
  'resizable',
  'restartStrategy',
  'singlePage',
  'supportedMaterials',
  'workers',
]

const FROM_ELSEWHERE = /"((?:plugin|plugin-private|dynamicLib):\/\/[^"]*)"/g

/** Finds settings of the `.json` files that change nothing here, and components of plugins. */
export function readConfigs({ files, components }: Project, add: Add) {
  const read = (file: string, keys: readonly string[], title: string) => {
    const text = files.read(file)
    if (text === undefined) return
    const at = (offset: number) => ({ file, line: placeOf(text, offset).line })
    const { value } = parseJson(text)
    const given = { ...objectOf(value.window), ...value }
    for (const key of keys.filter((one) => Object.hasOwn(given, one))) {
      const use = { kind: 'setting', name: `${title}: ${key}`, extent: 'missing' } as const
      add(use, at(text.indexOf(`"${key}"`)))
    }
    for (const { 1: path = '', index } of text.matchAll(FROM_ELSEWHERE)) {
      add({ kind: 'plugin', name: path, extent: 'missing' }, at(index))
    }
  }
  read('app.json', [...OF_APP, ...OF_WINDOW], 'app.json')
  for (const name of Object.keys(components)) read(`${name}.json`, OF_WINDOW, 'page.json')
}
