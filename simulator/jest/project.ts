import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the simulator reads of `app.json`. */
export interface AppJson {
  pages: string[]
  tabBar?: { list: { pagePath: string; text: string }[] }
  usingComponents?: Record<string, string>
  window?: { navigationBarTitleText?: string }
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
