import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killAll, originOf, runScript, runServer } from './support/process.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
})

afterEach(() => {
  killAll()
  rmSync(folder, { recursive: true })
})

async function ask(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init)
  return {
    status: response.status,
    body: JSON.parse(await response.text()) as Record<string, string>,
  }
}

const newCode = async (origin: string) =>
  (await ask(`${origin}/__client/login`, { method: 'POST' })).body.code ?? ''

const login = (origin: string, code: string) =>
  ask(`${origin}/api/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  })

const session = (origin: string, token = '') =>
  ask(`${origin}/api/session`, { headers: { Authorization: `Bearer ${token}` } })

test('a killed server keeps what it answered: sessions, users, unused and used codes', async () => {
  const data = join(folder, 'deep', 'mock.sqlite')
  const first = runServer(['--port', '0', '--data', data])
  const before = await originOf(first)
  const second = runServer(['--port', '0', '--data', data])
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain('is in use by another running server')

  const used = await newCode(before)
  const { status, body } = await login(before, used)
  expect(status).toBe(200)
  const unused = await newCode(before)
  first.child.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')

  const after = await originOf(runServer(['--port', '0'], { MOCK_DATA: data }))
  expect(await session(after, body.token)).toMatchObject({ status: 200, body: { user: body.user } })
  expect((await login(after, used)).body.error).toMatchObject({ code: 'code_used' })
  expect((await login(after, unused)).body.user).toEqual(body.user)
})

test('it says where everything is, names a taken port, and stops cleanly at Ctrl-C', async () => {
  const run = runServer(['--port', '0', '--memory'])
  const origin = await originOf(run)
  for (const words of [
    `${origin}/api.weixin.qq.com`,
    `\`develop\` of its config be ${origin}.`,
    'WeChat DevTools',
    'Ctrl-C',
    '--memory',
  ]) {
    expect(run.output()).toContain(words)
  }
  const page = await fetch(origin)
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expect(await page.text()).toContain('/api.weixin.qq.com/*')

  const second = runServer(['--port', new URL(origin).port, '--memory'])
  expect(await second.ended).toBe(1)
  expect(second.output()).toContain('The port is taken')
  expect(second.output()).toContain('--port=3910')

  const watcher = await fetch(`${origin}/__mock/events`)
  await newCode(origin)
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(0)
  expect(await watcher.text()).toContain('"path":"/__client/login"') // it was ended, not cut off
  expect(run.output()).toContain('Stopped.')
})

test('an answer that breaks off is there by half, and the server goes on', async () => {
  const origin = await originOf(runServer(['--port', '0', '--memory']))
  const whole = await (await fetch(`${origin}/api/openapi.json`)).text()
  const fault = { target: '/api/openapi.json', truncate: true, times: 1 }
  await fetch(`${origin}/__mock/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fault),
  })
  const answer = await fetch(`${origin}/api/openapi.json`)
  expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(whole)))
  let text = ''
  const read = async () => {
    for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString()
  }
  await expect(read()).rejects.toThrow('terminated')
  expect(text).toBe(whole.slice(0, Math.floor(whole.length / 2)))
  expect(await (await fetch(`${origin}/api/openapi.json`)).text()).toBe(whole)
})

test('--strict-codes refuses the codes that DevTools makes up', async () => {
  const strict = await originOf(runServer(['--port', '0', '--memory', '--strict-codes']))
  const answer = await login(strict, 'the code is a mock one')
  expect(answer.body.error).toMatchObject({ code: 'code_invalid' })
})

test('a preview that can not start is reported, and the server stops', async () => {
  const broken = `
    const { runCommand } = await import('./mock-server/command.ts')
    await runCommand(['--port', '0', '--memory'], () => async () => { throw new Error('no glass') })`
  const run = runScript(broken)
  expect(await run.ended).toBe(1)
  expect(run.output()).toContain('The preview could not start. "npm run mock" serves without it.')
  expect(run.output()).toContain('no glass')
})

test('an option that is wrong is refused with the list of options', async () => {
  const run = runServer(['--port', '70000'])
  expect(await run.ended).toBe(1)
  expect(run.output()).toContain('The port must be a number from 0 to 65535, not "70000".')
  expect(run.output()).toContain('Usage: weapp-mock-server [options]')
})
