import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPreview } from './support/preview.ts'
import { killAll, originOf, runServer } from './support/process.ts'

const project = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))

afterAll(() => {
  killAll()
  rmSync(project, { recursive: true })
})

const sessionsOf = async (origin: string) => {
  const state = (await (await fetch(`${origin}/__mock/state`)).json()) as {
    backend: { sessions: unknown[] }
  }
  return state.backend.sessions.length
}

test('the preview signs in with a backend elsewhere, which asks its fake WeChat', async () => {
  for (const path of ['miniprogram', 'project.config.json']) {
    cpSync(path, join(project, path), { recursive: true })
  }
  const preview = await startPreview(project)
  try {
    // A backend of another program, and of another origin: it knows nothing of the preview.
    const backend = await originOf(
      runServer(['--port', '0', '--memory'], {
        WECHAT_APPID: 'wx5ec7e70000000001',
        WECHAT_SECRET: '5ec7e75ec7e75ec7e75ec7e75ec7e75e',
        WECHAT_BASE_URL: `${preview.origin}/api.weixin.qq.com`,
      }),
    )
    const config = join(project, 'miniprogram/config.ts')
    const address = /develop: '[^']*'/
    writeFileSync(
      config,
      readFileSync(config, 'utf8').replace(address, () => `develop: '${backend}'`),
    )

    const { page, phone, complaints } = await preview.open()
    await phone.getByText('去登录').click()
    await phone.getByText('我已阅读并同意').click()
    await phone.getByText('微信授权登录').click()
    await page.getByRole('button', { name: '允许' }).click()
    await phone.getByText('小满').waitFor()
    await phone.getByText('问问服务器我是谁').click()
    await phone.getByText(/^服务器：你是 小满/).waitFor()
    expect([await sessionsOf(backend), await sessionsOf(preview.origin)]).toEqual([1, 0])

    const steps = page.getByRole('list')
    for (const step of ['POST /api/login', 'GET /sns/jscode2session', 'GET /api/session']) {
      await steps.getByText(step, { exact: true }).waitFor()
    }
    expect(complaints).toEqual([])

    killAll() // the backend is gone: the page says so, as on a phone
    await phone.getByText('问问服务器我是谁').click()
    await phone.getByText(/网络/).first().waitFor()
  } finally {
    await preview.close()
  }
})
