import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Paths of it on Debian, Ubuntu, macOS and Windows. */
const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser', // on Ubuntu a snap, the last to try
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** No browser was found on this machine. `message` says how to install one. */
class BrowserMissing extends Error {
  override name = 'BrowserMissing' as const
  /** The same in Chinese, for commands. */
  readonly inChinese =
    '需要 Chromium 或 Chrome，这台电脑上没有找到。请安装（Debian：apt-get install chromium；Ubuntu 和其他：' +
    'Google Chrome），或者说明在哪里：CHROMIUM_PATH=/path/to/chrome'
}

/**
 * Starts the machine's own Chromium or Chrome, with an empty profile and without background
 * requests.
 *
 * @param isHeaded shows its window
 * @throws BrowserMissing when there is none
 */
export async function launchBrowser(isHeaded = false): Promise<Browser> {
  const executablePath = places.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) {
    throw new BrowserMissing(
      'This needs Chromium or Chrome, and found none. Install it (Debian: apt-get install chromium; Ubuntu and ' +
        'others: Google Chrome), or name it: CHROMIUM_PATH=/path/to/chrome',
    )
  }
  return chromium.launch({
    executablePath,
    headless: !isHeaded,
    args: [
      ...(isHeaded ? [] : ['--headless']),
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
