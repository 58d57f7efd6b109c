const postcss = require('postcss/lib/postcss')

/**
 * postcss 8 for miniprogram-simulate, which is written for postcss 7: the same, but a plugin made
 * the old way does not print a warning at every component it loads.
 */
module.exports = (plugins) => postcss(plugins)

module.exports.plugin = (name, create) => ({ postcssPlugin: name, Once: create() })
