import { spawn } from 'node:child_process'
import automator from 'miniprogram-automator'

/**
 * Measures the wait for automation: from the command `auto` to a phone whose first page is
 * there, and for a tap and a question by WeChat's own client. Medians, in milliseconds.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const CALLS = 50

const median = (values: number[]) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)

async function round() {
  const start = performance.now()
  const args = ['--import', 'tsx', 'simulator/cli/cli.ts', 'auto', '--auto-port', '0']
  const env = { ...process.env, LC_ALL: 'C.UTF-8' } // its text is parsed
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk)
      const found = /Automation at (ws:\S+),/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error(`auto ended early: ${output}`)))
  })
  const ready = performance.now() - start
  const phone = await automator.connect({ wsEndpoint: endpoint })
  const page = await phone.currentPage()
  const title = await page?.$('.title')
  if (!title) throw new Error('the first page has no title')
  const taps: number[] = []
  const questions: number[] = []
  for (let call = 0; call < CALLS; call++) {
    const before = performance.now()
    await title.tap()
    const between = performance.now()
    await title.text()
    taps.push(between - before)
    questions.push(performance.now() - between)
  }
  phone.disconnect()
  child.kill('SIGINT')
  await new Promise((resolve) => child.once('close', resolve))
  return { ready, tap: median(taps), text: median(questions) }
}

const rounds = []
for (let at = 0; at < ROUNDS; at++) rounds.push(await round())
console.log('ready  tap  text')
console.log(
  `${median(rounds.map(({ ready }) => ready))}   ${median(rounds.map(({ tap }) => tap))}   ${median(rounds.map(({ text }) => text))}`,
)
