const { readdirSync, statSync } = require('node:fs')
const path = require('node:path')
const { Script } = require('node:vm')

/** wcc's output for a whole project does not fit Node's default. */
const MAX_BUFFER = 64 << 20

/** What differs where `wcc` does not run; `%s` is what the machine said. */
const FALLBACK_NOTICE = `
weapp-login-kit: WeChat's template compiler (wcc) does not run on this machine: %s
It exists for x86-64 Linux with glibc, macOS and Windows. Templates are compiled in JavaScript instead.
What differs: <template>, <import> and <wxs src> are refused with an error; wx:for over a number or an
object shows nothing; a field forgets what was typed when a wx:if before it changes. To always do so and not be told:
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
  const compile = (folder, names) =>
    loadCompiler().wxmlToJs(folder, {
      maxBuffer: MAX_BUFFER,
      wxmlList: names.filter((name) => name.endsWith('.wxml')),
      wxsList: names.filter((name) => name.endsWith('.wxs')),
    })
  try {
    const code = compile(root, files)
    return { script: new Script(`(function () {${code}})()`, { filename: 'wcc' }) }
  } catch (error) {
    const reason = whyNot(compile)
    if (reason !== undefined) return fallBack(reason)
    throw new Error(`The templates in ${root} can't be compiled. ${error.message}`, {
      cause: error,
    })
  }
}

/**
 * Why `wcc` does not run here; `undefined` when it does. Only a template known to be right can tell:
 * a program for another processor may even be taken for a shell script.
 */
function whyNot(compile) {
  try {
    return compile(path.join(__dirname, 'stubs'), ['probe.wxml']).includes('$gwx')
      ? undefined
      : 'it compiles nothing'
  } catch (error) {
    return error.message.trim()
  }
}

let isNoticed = false

/** Says so once per process, past jest's console: it is about the machine, not about a test. */
function fallBack(reason) {
  if (!isNoticed) process.stderr.write(`${FALLBACK_NOTICE.replace('%s', reason)}\n`)
  isNoticed = true
  return { reason }
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

module.exports = { compileTemplates }
