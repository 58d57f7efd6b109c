const { createHash } = require('node:crypto')
const { existsSync, readFileSync, statSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')

const presets = ['@babel/preset-typescript']
const plugins = [
  // jest's own modules can't be imported while a test runs; they can be required.
  '@babel/plugin-transform-dynamic-import',
  '@babel/plugin-transform-modules-commonjs',
]

const common = {
  babelrc: false,
  configFile: false,
  presets: presets.map((name) => require.resolve(name)),
  plugins: plugins.map((name) => require.resolve(name)),
}

/** Babel takes a second to load: it is not loaded once everything is in jest's cache. */
let transformer
const plain = () => (transformer ??= require('babel-jest').default.createTransformer(common))

/** All inputs of the transform. Babel's own key reads its configuration again for every file. */
const version = [
  readFileSync(__filename, 'utf8'),
  process.version,
  process.env.BABEL_ENV,
  ...['@babel/core', ...presets, ...plugins].map((name) => require(`${name}/package.json`).version),
].join('\0')

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
 * phone, to read and to change. Imported by a test directly, it runs as usual, on jest's globals.
 */
module.exports = {
  canInstrument: true,
  getCacheKey(source, file, options) {
    const { instrument, configString } = options
    return createHash('sha1')
      .update([version, isOfPhone(file), instrument, configString, file, source].join('\0'))
      .digest('hex')
  },
  process(source, file, options) {
    const { code, map } = plain().process(source, file, options)
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
 * @returns {Script} the function that `takeScript` gets for other scripts
 */
module.exports.compileScript = (file) => {
  const { mtimeMs } = statSync(file)
  const known = compiled.get(file)
  if (known?.mtimeMs === mtimeMs) return known.script
  const { transformSync } = require('@babel/core')
  const { code } = transformSync(readFileSync(file, 'utf8'), { ...common, filename: file })
  const script = new Script(`(${BEFORE}${code}${AFTER})`, { filename: file })
  compiled.set(file, { mtimeMs, script })
  return script
}
