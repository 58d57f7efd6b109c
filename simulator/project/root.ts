import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ProjectError } from './fault.ts'
import { parseJson } from './json.ts'
import { hash } from './made-from.ts'
import { toPosix } from './names.ts'

/** The content of `project.config.json`, as far as it matters outside of DevTools. */
export interface ProjectConfigJson {
  miniprogramRoot?: string
  srcMiniprogramRoot?: string
  compileType?: string
  /** Runs on WeChat's servers and may hold secrets. */
  cloudfunctionRoot?: string
  setting?: {
    useCompilerPlugins?: string[] | false
    packNpmManually?: boolean
    packNpmRelationList?: { packageJsonPath: string; miniprogramNpmDistDir: string }[]
  }
}

/** A mini-program's place on this machine. */
export interface ProjectPlace {
  /** Absolute: the folder with `project.config.json`, or the root where there is none. */
  folder: string
  /** Absolute: the folder with `app.json`. */
  root: string
  /** Identifies this mini-program among all on this machine. */
  id: string
  config: ProjectConfigJson
}

const CONFIG = 'project.config.json'

/**
 * Finds the mini-program in a folder.
 *
 * @param folder one with `project.config.json`, or with `app.json`
 * @throws ProjectError when it holds neither, when `project.config.json` is broken or when what it
 *   names is not there
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/projectconfig.html
 */
export function findProject(folder: string): ProjectPlace {
  const home = resolve(folder)
  const config = readConfig(home)
  if (config?.compileType === 'game') {
    throw new ProjectError(
      `${home} is a mini-game, which has no pages to show.`,
      `${home} 是小游戏，没有页面可以显示。`,
    )
  }
  const named = [config?.miniprogramRoot, config?.srcMiniprogramRoot].filter((at) => at)
  const roots = [...named, ''].map((at) => resolve(home, toPosix(at ?? '')))
  const root = roots.find((at) => existsSync(join(at, 'app.json')))
  if (root !== undefined) return { folder: home, root, id: idOf(root), config: config ?? {} }
  if (named.length > 0) {
    const says = join(home, CONFIG)
    throw new ProjectError(
      `${says} says that the mini-program is in ${roots[0]}, but no app.json lies there. If it is ` +
        'built from other sources, build it first; else mend miniprogramRoot.',
      `${says} 说小程序在 ${roots[0]}，但那里没有 app.json。如果它由别的源码编译出来，请先编译；` +
        '否则请改正 miniprogramRoot。',
    )
  }
  throw new ProjectError(
    `There is no app.json in ${home}. Name the folder with ${CONFIG} or app.json: ` +
      'npm start -- --project=FOLDER',
    `${home} 里没有 app.json。请写出 ${CONFIG} 或 app.json 所在的文件夹：` +
      'npm start -- --project=文件夹',
  )
}

/**
 * The mini-program around a folder: in it, or in one above it.
 *
 * @throws ProjectError as `findProject`
 */
export function findProjectAbove(folder: string): ProjectPlace {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, CONFIG)) || existsSync(join(at, 'app.json'))) return findProject(at)
    if (dirname(at) === at) break
  }
  throw new ProjectError(
    `No mini-program found: neither ${CONFIG} nor app.json lies in ${resolve(folder)} or above.`,
    `找不到小程序：${resolve(folder)} 和它上面的文件夹里都没有 ${CONFIG} 或 app.json。`,
  )
}

/** By its path, not its appid: most projects that are tried out have the same appid. */
const idOf = (root: string) => hash(root)

function readConfig(home: string): ProjectConfigJson | undefined {
  const file = join(home, CONFIG)
  if (!existsSync(file)) return undefined
  const { value, fault } = parseJson(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  if (fault) {
    const at = `${file}:${fault.line}:${fault.column}`
    throw new ProjectError(`${at} ${fault.message}`, `${at} 不是正确的 JSON：${fault.message}`)
  }
  return value
}
