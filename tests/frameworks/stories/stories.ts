import type { Story } from '../../support/story/story.ts'
import { framework } from './framework.ts'
import { tdesign } from './tdesign.ts'
import { vant } from './vant.ts'
import { weui } from './weui.ts'

/** The stories of each fixture. */
export const stories: Record<string, Story[]> = {
  'taro-react': framework,
  'taro-vue': framework,
  'uni-app': framework,
  'weapp-vite': framework,
  vant,
  tdesign,
  weui,
}
