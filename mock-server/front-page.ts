import { sayIn, type Language } from './command-line/language.ts'
import { BACKEND_PREFIX, CLIENT_PREFIX, CONTROL_PREFIX, WECHAT_PREFIX } from './routes.ts'

/** The page at `/` of a server without a preview: a list of what it serves. */
export function frontPage(origin: string, language: Language): string {
  const say = sayIn(language)
  const rows = [
    [
      `${BACKEND_PREFIX}/*`,
      say('开发者自己的后端', "the developer's backend"),
      `${BACKEND_PREFIX}/docs`,
    ],
    [`${WECHAT_PREFIX}/*`, say('假微信的服务端接口', "the fake WeChat's server API"), ''],
    [
      `${CLIENT_PREFIX}/*`,
      say('微信客户端向自己的平台请求的接口', 'what the WeChat app asks its platform'),
      '',
    ],
    [
      `${CONTROL_PREFIX}/*`,
      say(
        '控制：状态、请求、事件、重置、时钟、用户、应用、配额、故障、情景、快照、初始数据',
        'control: state, requests, events, reset, clock, users, apps, quotas, faults, scenarios, snapshots, seed',
      ),
      `${CONTROL_PREFIX}/state`,
    ],
  ]
  const list = rows.map(([path, what, link]) => {
    const target = link ? ` (<a href="${link}">${link}</a>)` : ''
    return `<tr><td><code>${path}</code></td><td>${what}${target}</td></tr>`
  })
  return `<!doctype html>
<html lang="${say('zh-CN', 'en')}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>weapp-login-kit</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  td { padding: .2rem 1rem .2rem 0; vertical-align: top }
  pre { overflow-x: auto; padding: .8rem; border: 1px solid #8886; border-radius: 6px }
</style>
<h1>weapp-login-kit</h1>
<p>${say(
    '模拟服务器正在运行。在微信开发者工具里打开项目文件夹，就能对着它登录。',
    'The mock server is running. Open the project folder in WeChat DevTools to sign in against it.',
  )}</p>
<table>${list.join('')}</table>
<h2>${say('手动登录一遍', 'The sign-in by hand')}</h2>
<pre>curl -X POST ${origin}/__client/login
curl -X POST ${origin}/api/login -H 'Content-Type: application/json' -d '{"code":"${say('&lt;code&gt;', '&lt;the code&gt;')}"}'
curl ${origin}/api/session -H 'Authorization: Bearer ${say('&lt;token&gt;', '&lt;the token&gt;')}'</pre>
</html>`
}
