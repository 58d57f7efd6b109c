import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { startPreview, type Opened, type Preview } from './support/preview.ts'

const TOKEN = 'abcdefghijklmnop1234'

/** A backend elsewhere with a WebSocket that sends a greeting, and a stream of events. */
let server: Server
let streaming: Promise<ServerResponse>
let preview: Preview

beforeAll(async () => {
  let begun: (response: ServerResponse) => void = () => {}
  streaming = new Promise((resolve) => (begun = resolve))
  server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(`data: {"token":"${TOKEN}"}\n\n`)
    begun(response)
  })
  const sockets = new WebSocketServer({ server, path: '/chat' })
  sockets.on('connection', (socket) => {
    socket.on('message', () => socket.send('hello from the server'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  preview = await startPreview('tests/e2e/fixtures/inspected')
})

afterAll(async () => {
  await preview.close()
  server.closeAllConnections()
  server.close()
})

async function openStreams(): Promise<Opened> {
  const opened = await preview.open()
  const { port } = server.address() as AddressInfo
  await opened.page.goto(`${preview.origin}/#/pages/streams/streams?port=${port}`)
  await opened.page.reload()
  await opened.page.getByRole('tab', { name: 'Network' }).click()
  return opened
}

test('a WebSocket is listed with the messages of both sides, secrets masked', async () => {
  const { page, phone } = await openStreams()
  await phone.getByText('connect', { exact: true }).click()
  await phone.getByText('hello from the server').waitFor()
  const row = page.getByRole('row', { name: /^WS/ })
  await row.getByText('101 · open').waitFor()
  await row.getByRole('button').click()
  const details = page.getByRole('group', { name: /^WS/ })
  const [sent, received] = [0, 1].map((at) => details.getByRole('listitem').nth(at))
  await sent?.getByLabel('sent').waitFor()
  await sent?.getByText('"token": "***1234"').waitFor()
  await received?.getByLabel('received').waitFor()
  await received?.getByText('hello from the server').waitFor()
  expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
  await phone.getByText('close', { exact: true }).click()
  await row.getByRole('cell', { name: '101', exact: true }).waitFor()
  expect(await page.content()).not.toContain(TOKEN)
})

test('an answer in chunks is shown while it comes', async () => {
  const { page, phone } = await openStreams()
  await phone.getByText('stream', { exact: true }).click()
  const row = page.getByRole('row', { name: /\/events/ })
  await row.getByText('200 · open').waitFor()
  await row.getByRole('button').click()
  const details = page.getByRole('group', { name: /\/events$/ })
  await details.getByText('data: {"token":"***1234"}').waitFor()
  const response = await streaming
  response.end('data: that is all\n\n')
  await details.getByText('data: that is all').waitFor()
  await row.getByRole('cell', { name: '200', exact: true }).waitFor()
  await row.getByRole('cell', { name: '59 B', exact: true }).waitFor()
  expect(await page.content()).not.toContain(TOKEN)
})
