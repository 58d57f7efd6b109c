/**
 * A command's first file: plain enough for the oldest Node, which gets a sentence instead of a trace.
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
import('${main}').catch(function (error) {
  console.error(error)
  process.exit(1)
})
`
