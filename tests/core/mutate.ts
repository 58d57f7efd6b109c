import { spawn } from 'node:child_process'
import { mutations, type Mutation } from './mutations.ts'

/**
 * Puts each mutation into the code and runs the core's tests, which must fail. Says which test
 * noticed. Exits with 1 if a mutation went unnoticed.
 */
const PARALLEL = 2

/** The tests that run the services without a phone's pages, and nothing else: jest starts sooner. */
const config = JSON.stringify({
  rootDir: process.cwd(),
  roots: ['<rootDir>/tests/core'],
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: { '^.+\\.(?:[cm]?js|ts)$': '<rootDir>/tests/support/transform.cjs' },
})

/** Names of mutations to try; absent: all. */
const wanted = process.argv.slice(2)

async function main() {
  const queue = mutations.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const total = queue.length
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
  console.log(`${total - unnoticed} of ${total} mutations noticed`)
  const promises = new Set(mutations.map(({ promise }) => promise))
  promises.delete(undefined)
  if (unnoticed > 0 || (wanted.length === 0 && promises.size < 14)) process.exitCode = 1
}

/** The quick tests run first: a mutation that they notice needs no thousands of schedules. */
const RANDOM = ['promises', 'old-phones']

/** How many tests failed, and what was said first; empty when all passed. */
async function tests(mutation: Mutation): Promise<string> {
  const others = ['--testPathIgnorePatterns', ...RANDOM, 'lift', 'people', 'permissions', 'prompts']
  return (await jest(mutation, others)) || (await jest(mutation, RANDOM))
}

function jest({ name }: Mutation, which: string[]): Promise<string> {
  const args = ['node_modules/jest/bin/jest.js', '--config', config, '--forceExit', '--ci']
  args.push('--verbose', '--bail', '--runInBand', ...which)
  const child = spawn(process.execPath, args, {
    env: { RUNS: '600', ...process.env, MUTATION: name },
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
