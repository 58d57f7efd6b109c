import { spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { killAll, originOf, runServer } from './support/process.ts'
import { runProgram } from './support/program.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
})

afterEach(() => {
  killAll()
  rmSync(folder, { recursive: true, force: true })
})

const json = async (url: string, init?: RequestInit) =>
  (await (await fetch(url, init)).json()) as Record<string, unknown>

const SEED = 'users:\n  - name: mei\n    nickName: 美\n'

test('--seed begins with the people of a file, and says what is wrong in it', async () => {
  const seed = join(folder, 'seed.yaml')
  writeFileSync(seed, SEED)
  const origin = await originOf(runServer(['--port', '0', '--memory', '--seed', seed]))
  expect(await json(`${origin}/__mock/users/mei`)).toMatchObject({ nickName: '美' })
  await fetch(`${origin}/__mock/reset`, { method: 'POST' })
  expect(await json(`${origin}/__mock/users/mei`)).toMatchObject({ nickName: '美' })

  writeFileSync(seed, 'users:\n  - nickName: 美\n')
  const wrong = runServer(['--port', '0', '--memory', '--seed', seed])
  expect(await wrong.ended).toBe(1)
  expect(wrong.output()).toContain(`${seed} can't be used: users.0.name: `)
})

test('the platform certificate is one, for the key that signs answers', async () => {
  const origin = await originOf(runServer(['--port', '0', '--memory']))
  const answer = await json(`${origin}/__mock/platform-certificate`)
  const { publicKey } = new X509Certificate(answer.certificate as string)
  expect(publicKey.export({ type: 'spki', format: 'pem' })).toBe(answer.publicKey)
  expect(await json(`${origin}/__mock/platform-certificate`)).toEqual(answer)
})

interface Action {
  inputs: Record<string, { default: string }>
  runs: { steps: { run: string; env: Record<string, string> }[] }
}

test('the steps of the GitHub Action start it, with a seed and the way through the proxy', async () => {
  const path = '.github/actions/mock-server'
  const action = parse(readFileSync(`${path}/action.yml`, 'utf8')) as Action
  const [output, environment] = [join(folder, 'output'), join(folder, 'env')]
  for (const file of [output, environment]) writeFileSync(file, '')
  writeFileSync(join(folder, 'seed.yaml'), SEED)
  const inputs: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [name, input.default]),
    ),
    port: '0',
    seed: join(folder, 'seed.yaml'),
    proxy: 'true',
  }
  for (const { run, env } of action.runs.steps) {
    const given = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => inputs[input] ?? ''),
    ])
    const { code, errors } = await runProgram('bash', ['-c', run], {
      ...(Object.fromEntries(given) as Record<string, string>),
      GITHUB_ACTION_PATH: join(process.cwd(), path),
      GITHUB_OUTPUT: output,
      GITHUB_ENV: environment,
      RUNNER_TEMP: folder,
      MOCK_PROXY_PORT: '0',
    })
    expect([code, errors]).toEqual([0, ''])
  }
  const origin = /^origin=(http.*)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? ''
  expect(await json(`${origin}/__mock/users/mei`)).toMatchObject({ nickName: '美' })

  const variables = Object.fromEntries(
    readFileSync(environment, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => /^(\w+)=(.*)$/.exec(line)?.slice(1) as [string, string]),
  )
  const asked = ['-sS', 'https://api.weixin.qq.com/sns/jscode2session']
  expect((await runProgram('curl', asked, variables)).output).toContain('41002')
  process.kill(Number(readFileSync(join(folder, 'weapp-mock', 'pid'), 'utf8')), 'SIGTERM')
})

test('what the Dockerfile copies, installs and starts is a server', async () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n')
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  const app = join(folder, 'app')
  for (const copied of of('COPY')) {
    const names = copied.split(' ').slice(0, -1)
    for (const name of names) cpSync(name, join(app, name), { recursive: true })
  }
  const [install = ''] = of('RUN')
  const installed = await runProgram('sh', ['-c', `cd '${app}' && ${install}`])
  expect([installed.code, installed.errors]).toEqual([0, ''])
  const [program = '', ...args] = JSON.parse(of('CMD').join('')) as string[]
  const variables = Object.fromEntries(
    of('ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('='))),
  ) as Record<string, string>
  const child = spawn(program, args, {
    cwd: app,
    env: {
      ...process.env,
      ...variables,
      MOCK_PORT: '0',
      MOCK_DATA: join(folder, 'mock.sqlite'),
    },
  })
  try {
    let said = ''
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += String(chunk)
        const found = /running at http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
      child.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
      child.once('close', () => reject(new Error(said)))
    })
    const origin = `http://127.0.0.1:${port}`
    expect(await json(`${origin}/__mock/health`)).toMatchObject({ status: 'ok' })
    expect(await json(`${origin}/__client/login`, { method: 'POST' })).toHaveProperty('code')
  } finally {
    child.kill('SIGKILL')
  }
}, 120_000)
