import { parseArgs } from 'node:util'
import { runChecks } from './checks.ts'
import { World } from './world.ts'

const usage = `Usage: npm run contract -- --backend URL [--wechat URL]

Checks a backend against the contract of the template (see /api/docs of the mock server).

  --backend URL   the backend, such as http://127.0.0.1:8000; it answers under /api
  --wechat URL    the fake WeChat (npm run mock), which the backend must have as its WeChat base
                  URL with /api.weixin.qq.com behind it; default: http://127.0.0.1:3900`

try {
  const { values } = parseArgs({
    options: { backend: { type: 'string' }, wechat: { type: 'string' } },
  })
  const { backend, wechat = 'http://127.0.0.1:3900' } = values
  if (!backend) throw new Error('Say which backend: --backend URL')
  process.exitCode = await run(new World(backend, wechat))
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage}`)
  process.exitCode = 2
}

async function run(world: World): Promise<number> {
  await expectReachable(`${world.wechat}/__mock/health`, 'the fake WeChat')
  await expectReachable(`${world.backend}/api/session`, 'the backend')
  const results = await runChecks(world, ({ name, why }) => {
    console.log(
      why === undefined ? `  passed  ${name}` : `  FAILED  ${name}\n          must be: ${why}`,
    )
  })
  const failed = results.filter(({ why }) => why !== undefined).length
  console.log(`\n${results.length - failed} passed, ${failed} failed.`)
  return failed === 0 ? 0 : 1
}

async function expectReachable(url: string, what: string) {
  await fetch(url).catch(() => {
    throw new Error(`${what} can't be reached at ${url}`)
  })
}
