/**
 * A command's first file: plain enough for the oldest Node, which gets a sentence instead of a trace. So
 * does Node for Windows on ARM, for which libsql has no binary.
 *
 * @param main the module that does the work, from this file
 */
export const binText = (main: string) => `#!/usr/bin/env node
'use strict'
var version = process.versions.node.split('.').map(Number)
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('需要 Node 20.19 以上，现在是 ' + process.version + '。 Node 20.19 or later is needed, this is ' + process.version + '.')
  process.exit(1)
}
if (process.platform === 'win32' && process.arch === 'arm64') {
  console.error('数据库 libsql 没有 Windows arm64 的版本：请安装 x64 的 Node，Windows 会模拟运行它。 The database libsql has no build for Windows on ARM: install Node for x64, which Windows runs by emulation.')
  process.exit(1)
}
import('${main}').catch(function (error) {
  console.error(error)
  process.exit(1)
})
`
