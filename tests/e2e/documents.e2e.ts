import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { codeBlock, codeBlocks } from '../support/code-blocks.ts'
import { documents, guides } from '../support/documents.ts'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { fetchMermaid } from './support/mermaid.ts'
import { killAll, originOf, runServer } from './support/process.ts'

// The commands in the documents, run as a reader would run them. The rest: tests/tools/documents.test.ts.

const DOCUMENTED = 'http://127.0.0.1:3900'
const execute = promisify(execFile)

describe('on a running server', () => {
  let origin: string
  /** With a `.curlrc`, so that the commands stay as they are written. */
  let home: string

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'weapp-'))
    writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nfail-with-body\n')
    origin = await originOf(runServer(['--port', '0', '--memory', '--strict-codes']))
  })

  afterAll(() => {
    killAll()
    rmSync(home, { recursive: true })
  })

  /** Runs one command in a shell. What stands as `<the code>` is taken from earlier answers. */
  async function run(command: string, answers: Record<string, unknown>): Promise<string> {
    const filled = command
      .replaceAll(DOCUMENTED, origin)
      .replace(/<the (\w+)>/g, (_, name: string) => String(answers[name]))
    const { stdout } = await execute('sh', ['-c', filled], {
      env: { ...process.env, CURL_HOME: home, NO_PROXY: '*' },
    }).catch((error: unknown) => {
      throw new Error(`${filled}\n${(error as { stdout: string }).stdout}`, { cause: error })
    })
    if (stdout.startsWith('{')) Object.assign(answers, JSON.parse(stdout))
    return stdout
  }

  const blocks = guides
    .flatMap(codeBlocks)
    .filter(({ mark }) => mark === undefined)
    .filter(({ language, code }) => language === 'sh' && /^curl /m.test(code))

  test.each(blocks.map((block) => [`${block.file}:${block.line}`, block.code]))(
    'the commands at %s are answered',
    async (_, code) => {
      const commands = code.replaceAll('\\\n', ' ').split('\n').filter(Boolean)
      const answers = {}
      for (const command of commands) await run(command, answers)
    },
  )

  test('signing in by hand ends in a session, and a code is good for once', async () => {
    const [login = '', exchange = '', session = ''] = codeBlock('README.md', '<the code>').split(
      '\n',
    )
    const answers: Record<string, unknown> = {}
    await run(login, answers)
    const { code } = answers
    await run(exchange, answers)
    expect(JSON.parse(await run(session, answers))).toHaveProperty('user')
    await expect(run(exchange, { code })).rejects.toThrow('code_used')
  })

  test('the simulator runs alone', async () => {
    const code = codeBlock('docs/en/simulator.md', 'createSimulator').replaceAll(DOCUMENTED, origin)
    const args = ['--import', 'tsx', '--input-type=module', '--eval', code]
    const { stdout } = await execute(process.execPath, args, { cwd: 'docs/en' })
    expect(stdout).toMatch(/^\w{20,} true\n$/)
  })
})

describe('diagrams', () => {
  let browser: Browser | undefined
  let page: Page

  beforeAll(async () => {
    let script: string
    try {
      script = await fetchMermaid()
    } catch (error) {
      console.warn(`The diagrams are not drawn. ${(error as Error).message}`)
      return
    }
    browser = await launchBrowser()
    page = await browser.newPage()
    await page.addScriptTag({ path: script })
  }, 180_000)

  afterAll(() => browser?.close())

  /** The words of the drawing; an error without its stack, which leads through five megabytes. */
  async function draw(text: string): Promise<string> {
    const { words, wrong } = await page.evaluate(async (diagram) => {
      const { mermaid } = globalThis as unknown as {
        mermaid: { render(id: string, text: string): Promise<{ svg: string }> }
      }
      try {
        const { svg } = await mermaid.render('drawing', diagram)
        const holder = document.createElement('div')
        holder.innerHTML = svg
        for (const style of holder.querySelectorAll('style')) style.remove()
        return { words: holder.textContent }
      } catch (error) {
        return { words: '', wrong: (error as Error).message }
      }
    }, text)
    if (wrong !== undefined) throw new Error(`Mermaid: ${wrong}`)
    return words
  }

  const diagrams = documents
    .flatMap(codeBlocks)
    .filter(({ language }) => language === 'mermaid')
    .map(({ file, line, code }): [string, string] => [`${file}:${line}`, code])

  test('there are some', () => {
    const kinds = new Set(diagrams.map(([, code]) => /^\w+/.exec(code)?.[0]))
    expect([...kinds]).toEqual(expect.arrayContaining(['sequenceDiagram', 'stateDiagram']))
  })

  test.each(diagrams)('Mermaid draws %s', async (_, code) => {
    if (!browser) return
    const words = await draw(code)
    for (const [, label = ''] of code.matchAll(/: ([^"\n]+)$/gm)) expect(words).toContain(label)
  })

  test.each(diagrams)('Mermaid refuses %s when it is damaged', async (_, code) => {
    if (!browser) return
    await expect(draw(code.replace(/(--?>+)/, '$1$1>>'))).rejects.toThrow(/(?:Parse|Lexical) error/)
  })
})
