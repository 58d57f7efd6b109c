import { join } from 'node:path'
import { copy } from '../copy.ts'
import { binText } from './bin.ts'
import { write } from './files.ts'
import { commonManifest, readRoot, type Manifest } from './manifest.ts'

/** `npm create weapp-login my-app`: the kit's own `create`, by the name that npm looks for. */
export async function buildCreate(root: string, folder: string): Promise<Manifest> {
  write(
    join(folder, 'index.js'),
    `process.argv.splice(2, 0, 'create')\nawait import('weapp-login-kit/cli')\n`,
  )
  write(join(folder, 'bin.cjs'), binText('./index.js'))
  copy(join(root, 'create-weapp-login/README.md'), join(folder, 'README.md'))
  return {
    name: 'create-weapp-login',
    ...commonManifest(root),
    description:
      'Makes a WeChat mini-program that signs its users in: npm create weapp-login my-app',
    keywords: ['wechat', 'weapp', 'miniprogram', 'login', 'template', '微信', '小程序'],
    bin: { 'create-weapp-login': 'bin.cjs' },
    files: ['index.js', 'bin.cjs'],
    sideEffects: true,
    dependencies: { 'weapp-login-kit': readRoot(root).version },
  }
}
