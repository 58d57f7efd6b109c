import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { messageOf } from '../protocol.ts'

/** The target of the tools: a phone with its server. */
export interface DrivenPhone {
  /** Of the mock server. */
  origin: string
  /** Asks the phone. */
  call(method: string, params?: Record<string, unknown>): Promise<unknown>
  screenshot(): Promise<Buffer>
}

/** The most characters of one answer: an agent pays for each. */
const LIMIT = 6_000

const words = (value: unknown): CallToolResult => {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1)
  const isLong = text.length > LIMIT
  const shown = isLong
    ? `${text.slice(0, LIMIT)}\n... ${text.length - LIMIT} characters more`
    : text
  return { content: [{ type: 'text', text: shown }] }
}

/** Every tool answers with text, also when it fails, so that the agent reads what to do instead. */
const attempt = async (run: () => Promise<CallToolResult>): Promise<CallToolResult> => {
  try {
    return await run()
  } catch (error) {
    return { ...words(`Not done: ${messageOf(error)}`), isError: true }
  }
}

/**
 * A Model Context Protocol server over a phone: a coding agent sees a mini-program and drives it, with
 * neither DevTools nor an account.
 */
export function createMcpServer(phone: DrivenPhone): McpServer {
  const server = new McpServer({ name: 'weapp-login-kit', version: '0.1.0' })
  const read = async () => {
    await phone.call('Kit.idle', { timeoutMs: 2_000 })
    const { text } = (await phone.call('Kit.screen')) as { text: string }
    return text
  }
  // A phone that reloads drops its requests; the new one answers them.
  const screen = () => read().catch(read)
  const look = () => attempt(async () => words(await screen()))
  /** Does something, then says what the screen shows. */
  const act = (run: () => Promise<unknown>) =>
    attempt(async () => {
      await run()
      return words(await screen())
    })
  registerScreenTools(server, phone, { act, look })
  registerFingerTools(server, phone, act)
  registerInsightTools(server, phone)
  registerServerTools(server, phone, act)
  return server
}

interface Acting {
  act: (run: () => Promise<unknown>) => Promise<CallToolResult>
  look: () => Promise<CallToolResult>
}

const REF = z.string().describe('the reference in brackets after an element, such as element-4')

/** Sees the screen, and goes from page to page. */
function registerScreenTools(server: McpServer, phone: DrivenPhone, { act, look }: Acting) {
  server.registerTool(
    'look',
    {
      description: 'The screen as lines of roles and words; WeChat’s window first, if one is open.',
    },
    look,
  )
  server.registerTool('screenshot', { description: 'A picture of the phone.' }, () =>
    attempt(async () => {
      const data = (await phone.screenshot()).toString('base64')
      return { content: [{ type: 'image', data, mimeType: 'image/png' }] }
    }),
  )
  server.registerTool(
    'open_page',
    {
      description: 'Opens a page, all others closed.',
      inputSchema: { path: z.string().describe('with its query: pages/home/home?id=1') },
    },
    ({ path }) =>
      act(() =>
        phone.call('App.callWxMethod', {
          method: 'reLaunch',
          args: [{ url: `/${path.replace(/^\//, '')}` }],
        }),
      ),
  )
  server.registerTool(
    'go_back',
    { description: 'What the arrow of the navigation bar does.' },
    () => act(() => phone.call('Native.navigateLeft')),
  )
}

/** The user's actions on a page, or on WeChat's window over it. */
function registerFingerTools(server: McpServer, phone: DrivenPhone, act: Acting['act']) {
  server.registerTool(
    'tap',
    {
      description: 'Taps as a person does: by reference, or the first element with these words.',
      inputSchema: { ref: REF.optional(), text: z.string().optional() },
    },
    ({ ref, text }) =>
      act(async () => {
        if (ref !== undefined) return phone.call('Element.tap', { elementId: ref })
        if (text === undefined) throw new Error('give a ref or a text')
        const pattern = text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
        const tapped = (await phone.call('Kit.tapWords', { pattern })) as { text: string | null }
        if (tapped.text === null) throw new Error(`nothing on the page says "${text}"`)
        return tapped
      }),
  )
  server.registerTool(
    'type',
    { description: 'Types into a field.', inputSchema: { ref: REF, text: z.string() } },
    ({ ref, text }) => act(() => phone.call('Kit.type', { elementId: ref, text })),
  )
  server.registerTool(
    'answer_window',
    {
      description: 'Answers WeChat’s window: consent, modal, list of actions, payment.',
      inputSchema: { answer: z.string().describe('one of its labels, or yes, or no') },
    },
    ({ answer }) => act(() => phone.call('Kit.answer', { answer })),
  )
}

function registerInsightTools(server: McpServer, phone: DrivenPhone) {
  const read = (name: string, description: string, method: string) =>
    server.registerTool(name, { description }, () =>
      attempt(async () => words(await phone.call(method))),
    )
  read('storage', 'Everything the mini-program has stored.', 'Kit.storage')
  read('network', 'The last requests: method, address, status, milliseconds.', 'Kit.network')
  read('console', 'What was written to the console, and what was thrown.', 'Kit.console')
  server.registerTool(
    'page_data',
    {
      description: 'The data of the page in front.',
      inputSchema: { path: z.string().optional().describe('such as list[0].name') },
    },
    ({ path }) =>
      attempt(async () => {
        const { pageId } = (await phone.call('App.getCurrentPage')) as { pageId: number }
        const { data } = (await phone.call('Page.getData', { pageId, path })) as { data: unknown }
        return words(data ?? null)
      }),
  )
}

function registerServerTools(server: McpServer, phone: DrivenPhone, act: Acting['act']) {
  const post = (path: string, body: object = {}) =>
    attempt(async () => words(await control(phone.origin, path, body)))
  server.registerTool(
    'scenario',
    {
      description: 'Puts the server into a situation, such as session-expired or wechat-busy.',
      inputSchema: { name: z.string() },
    },
    ({ name }) => post(`scenarios/${encodeURIComponent(name)}`),
  )
  server.registerTool(
    'fault',
    {
      description:
        'Lets the next calls of a route fail: by HTTP status, by WeChat’s errcode, late.',
      inputSchema: {
        target: z.string().describe('such as login or jscode2session'),
        status: z.number().int().optional(),
        errcode: z.number().int().optional(),
        latencyMs: z.number().int().optional(),
        times: z.number().int().optional(),
      },
    },
    (fault) => post('faults', fault),
  )
  server.registerTool(
    'clock',
    {
      description: 'Lets time pass on the server.',
      inputSchema: { advanceSeconds: z.number().positive() },
    },
    (asked) => post('clock', asked),
  )
  server.registerTool(
    'sign_in_as',
    {
      description: 'Hands the phone to another of the fake WeChat’s people: developer, visitor.',
      inputSchema: { user: z.string() },
    },
    ({ user }) => act(() => become(phone, user)),
  )
}

/** @throws Error with the server's own words */
async function control(origin: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${origin}/__mock/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) {
    const { error } = JSON.parse(text) as { error: { message: string } }
    throw new Error(error.message)
  }
  return text === '' ? 'done' : text
}

/** @throws Error naming the people there are */
async function become(phone: DrivenPhone, user: string) {
  const answer = await fetch(`${phone.origin}/__mock/users`)
  const { users } = (await answer.json()) as { users: { name: string }[] }
  const names = users.map(({ name }) => name)
  if (!names.includes(user)) throw new Error(`there is nobody "${user}", but ${names.join(', ')}`)
  // The phone starts again, and the answer may be lost with the old one.
  await phone.call('Kit.become', { user }).catch(() => {})
}
