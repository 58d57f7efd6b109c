const { existsSync, readFileSync } = require('node:fs')
const path = require('node:path')

/**
 * The folder of the mini-program under test: `testEnvironmentOptions.miniprogram`, or what
 * `project.config.json` says, or the project's own folder if `app.json` lies there.
 *
 * @param {string} rootDir jest's
 * @param {string | undefined} option relative to `rootDir`
 */
function findMiniprogram(rootDir, option) {
  if (option !== undefined)
    return assertAppJson(path.resolve(rootDir, option), 'testEnvironmentOptions.miniprogram')
  for (let folder = rootDir; ; folder = path.dirname(folder)) {
    const file = path.join(folder, 'project.config.json')
    if (existsSync(file)) {
      const { miniprogramRoot = '' } = JSON.parse(readFileSync(file, 'utf8'))
      return assertAppJson(path.resolve(folder, miniprogramRoot), file)
    }
    if (existsSync(path.join(folder, 'app.json'))) return folder
    if (path.dirname(folder) === folder) break
  }
  throw new Error(
    `No mini-program found: neither project.config.json nor app.json lies in ${rootDir} or above. ` +
      "Say where it is in jest.config: testEnvironmentOptions: { miniprogram: 'path/to/it' }.",
  )
}

function assertAppJson(folder, by) {
  if (existsSync(path.join(folder, 'app.json'))) return folder
  throw new Error(`${by} says that the mini-program is in ${folder}, but no app.json lies there.`)
}

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

module.exports = { findMiniprogram, miniprogramOf }
