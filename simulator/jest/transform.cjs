const { createHash } = require('node:crypto')
const { existsSync, readFileSync, statSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')
const babel = require('@babel/core')
const babelJest = require('babel-jest').default

const common = {
  babelrc: false,
  configFile: false,
  presets: [require.resolve('@babel/preset-typescript')],
  plugins: [
    // jest's own modules can't be imported while a test runs; they can be required.
    require.resolve('@babel/plugin-transform-dynamic-import'),
    require.resolve('@babel/plugin-transform-modules-commonjs'),
  ],
}

const plain = babelJest.createTransformer(common)
const version = createHash('sha1').update(readFileSync(__filename)).digest('hex')

const roots = new Map()

/** The mini-program a script belongs to: the folder around it that has `app.json`; if any. */
function miniprogramOf(file) {
  const folder = path.dirname(file)
  if (!roots.has(folder)) {
    const isRoot = existsSync(path.join(folder, 'app.json'))
    roots.set(
      folder,
      isRoot ? folder : path.dirname(folder) === folder ? undefined : miniprogramOf(folder),
    )
  }
  return roots.get(folder)
}

/** Around a script's code, on its first and last line: line numbers stay as they are. */
const BEFORE =
  'function (__globals) { with (__globals) { return function (require, module, exports) {'
const AFTER = '\n} } }'

const isOfPhone = (file) => /\.[jt]s$/.test(file) && miniprogramOf(file) !== undefined

/**
 * Types are stripped with the Babel plugin of WeChat DevTools. A script of a mini-program becomes a
 * function besides: `scripts.ts` runs it once for each phone, and `with` gives it the globals of that
 * phone, to read and to change. Imported by a test directly, it runs as ever, on jest's globals.
 */
module.exports = {
  canInstrument: true,
  getCacheKey(source, file, options) {
    return createHash('sha1')
      .update(`${version} ${isOfPhone(file)} ${plain.getCacheKey(source, file, options)}`)
      .digest('hex')
  },
  process(source, file, options) {
    const { code, map } = plain.process(source, file, options)
    if (!isOfPhone(file)) return { code, map }
    const before = `const __script = ${BEFORE}`
    const after =
      'if (globalThis.miniprogramHost?.takeScript) globalThis.miniprogramHost.takeScript(__script, require)\n' +
      'else __script(globalThis)(require, module, exports)'
    return { code: `${before}${code}${AFTER}\n${after}`, map }
  },
}

const compiled = new Map()

/**
 * A script that jest leaves alone, because it lies in `node_modules`: a package that is part of the
 * mini-program without having been built.
 *
 * @returns {Script} gives the function that `takeScript` is given of others
 */
module.exports.compileScript = (file) => {
  const { mtimeMs } = statSync(file)
  const known = compiled.get(file)
  if (known?.mtimeMs === mtimeMs) return known.script
  const { code } = babel.transformSync(readFileSync(file, 'utf8'), { ...common, filename: file })
  const script = new Script(`(${BEFORE}${code}${AFTER})`, { filename: file })
  compiled.set(file, { mtimeMs, script })
  return script
}
