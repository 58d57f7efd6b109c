import { fileURLToPath } from 'node:url'
import { assembleGallery } from './gallery.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
assembleGallery(root, `${root}.gallery`)
