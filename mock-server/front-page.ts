import { BACKEND_PREFIX, CLIENT_PREFIX, CONTROL_PREFIX, WECHAT_PREFIX } from './routes.ts'

/** The page at `/` until the preview stands there: what is served where. */
export function frontPage(origin: string): string {
  const rows = [
    [`${BACKEND_PREFIX}/*`, "the developer's backend", `${BACKEND_PREFIX}/docs`],
    [`${WECHAT_PREFIX}/*`, "the fake WeChat's server API", ''],
    [`${CLIENT_PREFIX}/*`, 'what the WeChat app asks its platform', ''],
    [
      `${CONTROL_PREFIX}/*`,
      'control: state, requests, events, reset, clock, users, apps, quotas, faults, scenarios, snapshots, seed',
      `${CONTROL_PREFIX}/state`,
    ],
  ]
  const list = rows.map(([path, what, link]) => {
    const target = link ? ` (<a href="${link}">${link}</a>)` : ''
    return `<tr><td><code>${path}</code></td><td>${what}${target}</td></tr>`
  })
  return `<!doctype html>
<html lang="en">
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
<p>The mock server is running. Open the project folder in WeChat DevTools to sign in against it.</p>
<table>${list.join('')}</table>
<h2>The sign-in by hand</h2>
<pre>curl -X POST ${origin}/__client/login
curl -X POST ${origin}/api/login -H 'Content-Type: application/json' -d '{"code":"&lt;the code&gt;"}'
curl ${origin}/api/session -H 'Authorization: Bearer &lt;the token&gt;'</pre>
</html>`
}
