const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const babelJest = require('babel-jest').default
const { miniprogramOf } = require('./project.cjs')

const common = {
  babelrc: false,
  configFile: false,
  presets: [require.resolve('@babel/preset-typescript')],
  plugins: [require.resolve('@babel/plugin-transform-modules-commonjs')],
}

const plain = babelJest.createTransformer(common)
const ofPhone = babelJest.createTransformer({
  ...common,
  plugins: [require.resolve('./globals-plugin.cjs'), ...common.plugins],
})

const own = createHash('sha1')
for (const file of [__filename, require.resolve('./globals-plugin.cjs')]) {
  own.update(readFileSync(file))
}
const version = own.digest('hex')

const isOfPhone = (file) => /\.[jt]s$/.test(file) && miniprogramOf(file) !== undefined

/**
 * Types are stripped with the Babel plugin of WeChat DevTools. A script of a mini-program becomes a
 * function besides: `scripts.ts` runs it once for each phone. Imported by a test directly, it runs as
 * ever, on jest's globals.
 */
module.exports = {
  canInstrument: true,
  getCacheKey(source, file, options) {
    const key = (isOfPhone(file) ? ofPhone : plain).getCacheKey(source, file, options)
    return createHash('sha1')
      .update(`${version} ${isOfPhone(file)} ${key}`)
      .digest('hex')
  },
  process(source, file, options) {
    if (!isOfPhone(file)) return plain.process(source, file, options)
    const { code, map } = ofPhone.process(source, file, options)
    // On the first line, so that line numbers stay as they are.
    const before = 'const __script = function (module, exports, require, __phone) {'
    const after =
      'if (globalThis.miniprogramHost?.takeScript) globalThis.miniprogramHost.takeScript(__script, require)\n' +
      'else __script(module, exports, require, globalThis)'
    return { code: `${before}${code}\n}\n${after}`, map }
  },
}
