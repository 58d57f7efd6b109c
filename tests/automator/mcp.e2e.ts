import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'

jest.setTimeout(90_000)

let client: Client

beforeAll(async () => {
  client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: ['--import', 'tsx', 'simulator/cli/cli.ts', 'mcp', '--project', '.'],
      stderr: 'inherit',
    }),
  )
})
afterAll(() => client.close())

interface Said {
  isError?: boolean
  content: { type: string; text?: string; data?: string }[]
}

async function use(name: string, args: Record<string, unknown> = {}): Promise<string> {
  const { content, isError } = (await client.callTool({ name, arguments: args })) as Said
  const [first] = content
  return `${isError ? 'error: ' : ''}${first?.text ?? first?.data ?? ''}`
}

/** The reference of the first line that matches. */
async function refOf(pattern: RegExp): Promise<string> {
  const screen = await use('look')
  const line = screen.split('\n').find((text) => pattern.test(text))
  const ref = /\[([^\]]+)\]$/.exec(line ?? '')?.[1]
  if (ref === undefined) throw new Error(`Nothing matches ${String(pattern)}:\n${screen}`)
  return ref
}

test('every tool says what it does', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name).toSorted()).toEqual(
    (
      'look screenshot open_page go_back tap type answer_window page_data storage network console ' +
      'scenario fault clock sign_in_as'
    )
      .split(' ')
      .toSorted(),
  )
  expect(tools.every(({ description }) => (description ?? '').length > 10)).toBe(true)
})

test('an agent signs in, reads state and requests, and causes a failure', async () => {
  expect(await use('look')).toMatch(
    /^page pages\/home\/home .*\n[^]*button "去登录" \[element-\d+\]/,
  )
  await use('tap', { text: '去登录' })
  await use('tap', { text: '我已阅读并同意' })
  await use('tap', { ref: await refOf(/微信授权登录/) })
  expect(await use('look')).toMatch(/window: consent .*"允许","拒绝"/)
  expect(await use('answer_window', { answer: '也许' })).toMatch(/^error: .*it has "允许", "拒绝"/)
  expect(await use('answer_window', { answer: '允许' })).toContain('小满')
  expect(await use('storage')).toContain('session')
  expect(await use('network')).toMatch(/"url": "\/api\/login",\n\s+"status": 200/)
  expect(await use('page_data', { path: 'user.nickName' })).toBe('小满')
  expect(await use('scenario', { name: 'session-expired' })).not.toMatch(/^error/)
  expect(await use('scenario', { name: 'rain' })).toMatch(/^error: .*no scenario "rain"/)
  expect(await use('clock', { advanceSeconds: 60 })).not.toMatch(/^error/)
  expect(await use('fault', { target: 'login', status: 503, times: 1 })).not.toMatch(/^error/)
})

test('an agent types, goes to a page and back, and takes a picture', async () => {
  await use('open_page', { path: 'pages/profile/profile' })
  const field = await refOf(/^field/)
  expect(await use('type', { ref: field, text: '谷雨' })).toContain('value "谷雨"')
  expect(
    Buffer.from(await use('screenshot'), 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  expect(await use('go_back')).toMatch(/^error: .*first page/)
  expect(await use('tap', { ref: 'element-0' })).toMatch(/^error: .*no such element/)
  expect(await use('open_page', { path: 'pages/none/none' })).toMatch(/^error: .*is not found/)
})

test('the phone of another user is signed out', async () => {
  expect(await use('sign_in_as', { user: 'nobody' })).toMatch(/^error: .*developer.*visitor/)
  expect(await use('sign_in_as', { user: 'visitor' })).toContain('去登录')
})
