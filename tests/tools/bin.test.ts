import { runInNewContext } from 'node:vm'
import { binText } from '../../tools/package/bin.ts'

/** Output of a command before it begins, on another machine. */
function saidOn(machine: { node: string; platform: string; arch: string }): string {
  let said = ''
  const process = {
    version: `v${machine.node}`,
    versions: { node: machine.node },
    platform: machine.platform,
    arch: machine.arch,
    exit: () => {
      throw new Error('it ended')
    },
  }
  const console = { error: (text: string) => (said = text) }
  const script = binText('./cli.js').replace(/^#!.*/, '')
  expect(() => void runInNewContext(script, { process, console })).toThrow('it ended')
  return said
}

test.each(['18.20.8', '20.18.3'])('Node %s gets a sentence', (node) => {
  const said = saidOn({ node, platform: 'linux', arch: 'x64' })
  expect(said).toContain(`Node 20.19 or later is needed, this is v${node}.`)
})

test('Windows on ARM is told to take Node for x64', () => {
  const said = saidOn({ node: '22.12.0', platform: 'win32', arch: 'arm64' })
  expect(said).toContain('install Node for x64')
})
