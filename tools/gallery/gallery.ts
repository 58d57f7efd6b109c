import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copy } from '../copy.ts'

/** Folders and files that the components need. */
const SHARED = ['components', 'services', 'i18n', 'config.ts', 'app.wxss', 'theme.json']

/**
 * Puts `examples/gallery` and the template's components together as one mini-program: WeChat lets none
 * use files outside its own folder.
 *
 * @param root of this repository
 * @param folder is emptied first
 */
export function assembleGallery(root: string, folder: string) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of SHARED) {
    copy(join(root, 'miniprogram', name), join(folder, name))
  }
  copy(join(root, 'examples/gallery'), folder)
}
