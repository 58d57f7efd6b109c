const { readFileSync } = require('node:fs')
const path = require('node:path')
const script = require('../../simulator/jest/transform.cjs')

const FENCE = /^```(\w*)$/

/**
 * Runs a guide as a test file: its pieces of JavaScript, one after another, on the lines they have in
 * the guide. Pieces of JSON have to be part of the example's own package.json; others may not be.
 */
module.exports = {
  getCacheKey: (text, file, options) =>
    script.getCacheKey(`${readFileSync(__filename, 'utf8')}${text}`, `${file}.js`, options),
  process: (text, file, options) => script.process(testsOf(text, file), `${file}.js`, options),
}

function testsOf(text, file) {
  let language
  let json = ''
  const lines = text.split('\n').map((line, index) => {
    const [isFence, opened = ''] = FENCE.exec(line) ?? []
    if (isFence === undefined && language === 'json') json += line
    if (isFence === undefined) return language === 'js' ? line : ''
    const ended = language
    language = ended === undefined ? opened : undefined
    if (language !== undefined && !['js', 'json'].includes(language)) {
      throw new Error(`${file}:${index + 1}: a piece of ${language || 'nothing'} is not tested.`)
    }
    return ended === 'json' ? testOfJson(json, index) : ''
  })
  return lines.join('\n')
}

function testOfJson(json, index) {
  const example = path.join(__dirname, '../../examples/quick-start/package.json')
  return `test('line ${index + 1}: settings', () => expect(require(${JSON.stringify(example)})).toMatchObject(${json}))`
}
