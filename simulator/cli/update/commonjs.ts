import { dirname } from 'node:path'
import { transformSync } from '@babel/core'

/**
 * TypeScript as plain JavaScript with `require`: types are stripped by the Babel plugin that WeChat
 * DevTools uses.
 *
 * @param source the text of `file`, which lies in this project
 */
export function javascriptOf(source: string, file: string): string {
  const { code } =
    transformSync(source, {
      filename: file,
      cwd: dirname(file), // the plugins are found from here, wherever this is called
      babelrc: false,
      configFile: false,
      presets: ['@babel/preset-typescript'],
      plugins: ['@babel/plugin-transform-modules-commonjs'],
    }) ?? {}
  return `${code}\n`
}
