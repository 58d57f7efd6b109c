import { spawnSync } from 'node:child_process'
import { prepare } from './support/prepare.ts'
import { stacks } from './support/stacks.ts'

// `npm run test:frameworks`, or `npm run test:frameworks -- vant tdesign` for some of them.

const names = process.argv.slice(2)
const unknown = names.filter((name) => !stacks.some((stack) => stack.name === name))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: there is ${stacks.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}
const wanted = stacks.filter(({ name }) => names.length === 0 || names.includes(name))
for (const stack of wanted) prepare(stack)

const pattern = `^(?:${wanted.map(({ name }) => name).join('|')}) `
const args = ['node_modules/jest/bin/jest.js', '--config', 'jest.frameworks.config.js']
const { status } = spawnSync(process.execPath, [...args, '--testNamePattern', pattern], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
