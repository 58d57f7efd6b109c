import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { startMockServer } from '../simulator/wx/mock-server.ts'
import { bundleWxTests, wxTestFiles } from './support/page-bundle.ts'
import type { PageOutcome } from './support/page-main.ts'
import type { PageResult } from './support/page-tests.ts'

const ORIGIN = 'http://127.0.0.1:3900'

/** A page may neither read Set-Cookie nor set Referer; the preview's relay carries cookies. */
const onlyOnNode = [
  /^request\.test\.ts wx\.request succeeds with any status that was answered: \d+$/,
  /^request\.test\.ts wx\.request tells the server which mini-program asks/,
]
const canPass = ({ title }: PageResult) => !onlyOnNode.some((rule) => rule.test(title))

let browser: Browser
let outcome: PageOutcome

/** One page runs the contracts of every API, with the browser's own requests, files and timers. */
beforeAll(async () => {
  browser = await launchBrowser()
  const page = await browser.newPage()
  const server = startMockServer(ORIGIN)
  await page.route(`${ORIGIN}/**`, async (route) => {
    const request = route.request()
    const body = request.postDataBuffer()
    const response = await server.fetch(
      new Request(request.url(), {
        method: request.method(),
        headers: await request.allHeaders(),
        ...(body && { body: new Uint8Array(body) }),
      }),
    )
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
  const html = `<!doctype html><title>wx</title><script>${await bundleWxTests()}</script>`
  await page.route(`${ORIGIN}/wx`, (route) =>
    route.fulfill({ contentType: 'text/html', body: html }),
  )
  await page.goto(`${ORIGIN}/wx`)
  outcome = await page.evaluate(() =>
    (globalThis as unknown as { runWxTests(): Promise<PageOutcome> }).runWxTests(),
  )
}, 180_000)

afterAll(() => browser.close())

test.each(wxTestFiles)('in Chromium: %s', (file) => {
  const own = outcome.results.filter(({ title }) => title.startsWith(`${file} `))
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter((one) => canPass(one) === (one.failure !== undefined))).toEqual([])
})

test('every member of wx was asked for by a contract in Chromium', () => {
  expect(outcome.untried).toEqual([])
})
