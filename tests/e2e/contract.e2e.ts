import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { killAll, originOf, runServer } from './support/process.ts'

afterAll(killAll)

/** The command as a person types it, behind `npm run contract --`. */
async function contract(...args: string[]) {
  const command = ['--import', 'tsx', 'mock-server/contract/cli.ts', ...args]
  return promisify(execFile)(process.execPath, command).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
}

test('a good backend passes, and the report is there for pipelines', async () => {
  const origin = await originOf(runServer(['--port', '0', '--memory']))
  const both = ['--backend', origin, '--wechat', origin]
  const { code, stdout } = await contract(...both)
  expect(stdout).toMatch(/ passed, 0 failed\.\n$/)
  expect(code).toBe(0)

  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  try {
    const output = join(folder, 'report.xml')
    expect((await contract(...both, '--format', 'junit', '--output', output)).code).toBe(0)
    expect(readFileSync(output, 'utf8')).toMatch(
      /<testsuite name="contract" tests="\d+" failures="0"/,
    )
    const json = await contract(...both, '--format', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({ failed: 0, findings: [] })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('an address that is no backend is one finding, and exit code 1', async () => {
  const wechat = await originOf(runServer(['--port', '0', '--memory']))
  const { code, stdout } = await contract('--backend', `${wechat}/v1`, '--wechat', wechat)
  expect(code).toBe(1)
  expect(stdout).toContain('1. there is no POST /api/login  [no-login-route]')
  expect(stdout).toContain('POST /api/login -> 404')
})

test('--help and --list print, and wrong options are reported', async () => {
  const help = await contract('--help')
  expect([help.code, help.stdout]).toEqual([
    0,
    expect.stringContaining('--format FORMAT') as string,
  ])
  expect((await contract('--list')).stdout).toContain('a code is sent to WeChat once')
  for (const [args, why] of [
    [[], 'Say which: --backend URL'],
    [['--backend', 'localhost:8000'], '--backend must be an http(s) address'],
    [
      ['--backend', 'http://127.0.0.1:1', '--format', 'xml'],
      '--format must be text, json or junit',
    ],
    [['--backend', 'http://127.0.0.1:1', '--wechat', 'http://127.0.0.1:1'], 'Is it running?'],
    [['--nothing'], 'There is no option --nothing'],
  ] as const) {
    const { code, stderr } = await contract(...args)
    expect([args, code]).toEqual([args, 2])
    expect(stderr).toContain(why)
  }
})
