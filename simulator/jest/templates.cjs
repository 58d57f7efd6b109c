const { readdirSync, statSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')

/** wcc's output for a whole project does not fit Node's default. */
const MAX_BUFFER = 64 << 20

/** What a machine says that can not run the program: another processor, another libc, no right. */
const CAN_NOT_RUN = new Set(['ENOEXEC', 'ENOENT', 'EACCES', 'EPERM', 'EBADARCH', 'UNKNOWN'])

/** What differs where `wcc` does not run; `%s` is what the machine said. */
const FALLBACK_NOTICE = `
weapp-login-kit: WeChat's template compiler (wcc) does not run on this machine: %s
It exists for x86-64 Linux with glibc, macOS and Windows. Templates are compiled in JavaScript instead.
What differs: <template>, <import> and <wxs src> are refused with an error; wx:for over a number or an
object shows nothing. All else is the same. To always do so and not be told:
testEnvironmentOptions: { compiler: 'js' }`

/** By root: what was compiled last, from files in which state. Shared by all test files of a worker. */
const compiled = new Map()

/**
 * All templates of a mini-program, compiled by WeChat's own `wcc`.
 *
 * @param {string} root the mini-program's folder
 * @param {() => { wxmlToJs(root: string, options: object): string }} loadCompiler miniprogram-compiler
 * @returns {{ script: Script } | { reason: string }} the script gives `$gwx`; a reason says why this
 *   machine can not run `wcc`
 * @throws Error what wcc says of a wrong template
 */
function compileTemplates(root, loadCompiler = () => require('miniprogram-compiler')) {
  const files = templateFiles(root)
  const state = files.map((file) => `${file} ${stamp(path.join(root, file))}`).join('\n')
  const last = compiled.get(root)
  if (last?.state === state) return last.result
  const result = runCompiler(root, files, loadCompiler)
  compiled.set(root, { state, result })
  return result
}

function runCompiler(root, files, loadCompiler) {
  try {
    const code = loadCompiler().wxmlToJs(root, {
      maxBuffer: MAX_BUFFER,
      wxmlList: files.filter((file) => file.endsWith('.wxml')),
      wxsList: files.filter((file) => file.endsWith('.wxs')),
    })
    return { script: new Script(`(function () {${code}})()`, { filename: 'wcc' }) }
  } catch (error) {
    if (CAN_NOT_RUN.has(error.code)) return { reason: error.message }
    throw new Error(`The templates in ${root} can't be compiled. ${error.message}`, {
      cause: error,
    })
  }
}

const stamp = (file) => {
  const { mtimeMs, size } = statSync(file)
  return `${mtimeMs} ${size}`
}

function templateFiles(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' || entry.name.startsWith('.')
        ? []
        : templateFiles(root, file)
    }
    return /\.(?:wxml|wxs|json)$/.test(entry.name) ? [file] : []
  })
}

module.exports = { compileTemplates, FALLBACK_NOTICE }
