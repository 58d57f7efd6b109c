import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface SubPackage {
  root: string
  pages: string[]
}

/** What the simulator reads of `app.json`. */
export interface AppJson {
  pages: string[]
  subPackages?: SubPackage[]
  subpackages?: SubPackage[]
  tabBar?: { list: { pagePath: string; text: string }[] }
  usingComponents?: Record<string, string>
  window?: { navigationBarTitleText?: string }
}

/** All pages, those of subpackages after the others. */
export function pagesOf({ pages, subPackages, subpackages }: AppJson): string[] {
  const packages = subPackages ?? subpackages ?? []
  const theirs = packages.flatMap(({ root, pages: own }) =>
    own.map((page) => `${root}/${page}`.replace(/\/{2,}/g, '/').replace(/^\//, '')),
  )
  return [...pages, ...theirs]
}

export function readAppJson(root: string): AppJson {
  const file = join(root, 'app.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AppJson
  } catch (error) {
    throw new Error(
      `${file} can't be read (${(error as Error).message}). Set testEnvironmentOptions.miniprogram ` +
        'in jest.config to the folder with app.json.',
      { cause: error },
    )
  }
}
