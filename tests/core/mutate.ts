import { spawn } from 'node:child_process'
import { mutations, type Mutation } from './mutations.ts'

/**
 * Puts each mutation into the code and runs the core's tests, which must fail. Says which test
 * noticed. Exits with 1 if a mutation went unnoticed.
 */
const PARALLEL = 2
const FILES = ['tests/core/promises', 'tests/core/api']

async function main() {
  const queue = [...mutations]
  let unnoticed = 0
  const work = async () => {
    for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
      const noticed = await tests(mutation)
      if (!noticed) unnoticed++
      const promise = mutation.promise ? `promise ${mutation.promise}` : 'beside them'
      const mark = noticed ? 'noticed  ' : 'UNNOTICED'
      console.log(`${mark} ${promise}: ${mutation.name}${noticed && ` (${noticed})`}`)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  console.log(`${mutations.length - unnoticed} of ${mutations.length} mutations noticed`)
  const promises = new Set(mutations.map(({ promise }) => promise))
  promises.delete(undefined)
  if (unnoticed > 0 || promises.size < 10) process.exitCode = 1
}

/** How many tests failed, and what was said first; empty when all passed. */
function tests({ name }: Mutation): Promise<string> {
  const args = ['node_modules/jest/bin/jest.js', ...FILES, '--forceExit', '--ci', '--verbose']
  const child = spawn(process.execPath, args, {
    env: { RUNS: '1000', ...process.env, MUTATION: name },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) return resolve('')
      // A mutation that fits the code no more is no success.
      const misfit = /.*: .* is not in .*|SyntaxError: .*/.exec(output)?.[0]
      if (misfit || !output.includes('Tests:')) return reject(new Error(misfit ?? output))
      const failed = output.split('\n').filter((line) => line.includes('✕')).length
      const wrong = /\+ +"(\d+: [^"]*)"/.exec(output)?.[1] ?? 'an expectation failed'
      resolve(`${failed} failed; ${wrong}`)
    })
  })
}

await main()
