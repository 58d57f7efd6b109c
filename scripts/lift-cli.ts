import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { adviceFor, lift } from './lift.ts'

const [, , folder] = process.argv
if (folder) {
  const source = fileURLToPath(new URL('../miniprogram', import.meta.url))
  const written = lift(source, resolve(folder))
  console.log(`${written.length} files written to ${folder}. Set the address in config.js.`)
  for (const line of adviceFor(resolve(folder))) console.log(line)
} else {
  console.error('Say where to: npm run lift -- ../my-app/login')
  process.exitCode = 1
}
