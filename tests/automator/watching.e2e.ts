import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { endAll, runCommand, runCommandWith } from './support/command.ts'
import { connect, currentPage, find, waitForText } from './support/phone.ts'

/** A person's own browser, in which a script drives the phone while they look on. */

jest.setTimeout(60_000)

let browser: Browser | undefined
afterAll(async () => {
  await browser?.close()
  await endAll()
})

test('the phone of `npm start` is driven in the browser that has it open', async () => {
  const command = runCommand(
    'start',
    '--project',
    'examples/quick-start',
    '--port',
    '0',
    '--memory',
  )
  const origin = () => /(http:\/\/(?:127\.0\.0\.1|localhost):\d+)/.exec(command.output())?.[1]
  while (!origin()) await new Promise((done) => setTimeout(done, 50))
  browser = await launchBrowser()
  const tab = await browser.newPage({ locale: 'zh-CN' })
  await tab.goto(origin() ?? '')
  const { host } = new URL(origin() ?? '')

  const phone = await connect({ endpoint: `ws://${host}/__automator` })
  const page = await currentPage(phone)
  await (await find(page, '.avatar')).tap()
  // The person sees the window that the script answers.
  await tab.getByRole('button', { name: '用微信头像' }).waitFor()
  await phone.native().authorizeAllow()
  await page.waitFor(async () => (await page.data('avatarUrl')) !== '')
  await phone.navigateTo('/pages/logs/logs')
  await waitForText(await currentPage(phone), '.logs', '1.')
  await expect(phone.screenshot()).rejects.toThrow(
    'this phone is open in your own browser, which takes no pictures for others',
  )
  // Closing the client ends neither the server nor the person's browser.
  await phone.close()
  expect((await fetch(`${origin()}/__mock/health`)).status).toBe(200)
  expect(await tab.title()).not.toBe('')
})

test.each([
  ['auto', ['--headed'], false],
  ['auto', [], true],
  ['mcp', ['--headed'], false],
])(
  '%s %j: the browser gets a window only if it is asked for',
  async (name, options, isHeadless) => {
    const folder = mkdtempSync(join(tmpdir(), 'browser-'))
    try {
      const program = join(folder, 'browser')
      const record = join(folder, 'args')
      writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${record}'\nexit 1\n`)
      chmodSync(program, 0o755)
      const args = ['--project', 'examples/quick-start', ...options]
      const command = runCommandWith({ CHROMIUM_PATH: program }, name, ...args)
      expect(await command.ended).toBe(1)
      const given = readFileSync(record, 'utf8').split('\n')
      expect(given.some((arg) => arg.startsWith('--headless'))).toBe(isHeadless)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
