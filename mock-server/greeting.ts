import { say } from './command-line/language.ts'
import { isEverywhere, networkAddresses } from './http/addresses.ts'
import type { CliOptions } from './options.ts'
import { exportLines } from './proxy/environment.ts'
import type { RunningServer } from './server.ts'

/** The greeting of the command once it serves: what is where. */
export function greeting(
  { origin, port, proxy }: RunningServer,
  { host, hosts, location, live }: CliOptions,
  hasPreview: boolean,
): string {
  const rows = [
    hasPreview
      ? [
          '/',
          say(
            '预览：浏览器里的小程序',
            'the preview: the mini-program in your browser, drawn live',
          ),
        ]
      : ['/', say('各个地址的说明', 'what is served where')],
    ['/api', say('开发者的后端', "the developer's backend")],
    [
      '/api.weixin.qq.com',
      say(
        '假微信：给你自己的后端当微信地址',
        'the fake WeChat: give it to your own backend as base URL',
      ),
    ],
    [
      '/__mock/state',
      say('它记住的一切，密钥已打码', 'everything the mock remembers, secrets masked'),
    ],
  ]
  const table = rows.map(([path = '', what]) => `  ${origin}${path.padEnd(22)} ${what}`)
  // "running at" stays in every language: scripts wait for it.
  return `
${say('weapp-login-kit 已启动', 'weapp-login-kit is')} running at ${origin}

${[...table, ...forPhones(host, hosts, port)].join('\n')}

  ${keptIn(location)}${ofLive(live)}
${ofProxy(proxy)}
${forDevTools(origin, port)}

${say('按 Ctrl-C 停止。', 'Stop with Ctrl-C.')}`
}

function keptIn(location: string): string {
  if (location === ':memory:') {
    return say('数据不保存（--memory）。', 'Data is kept nowhere (--memory).')
  }
  return say(`数据保存在 ${location}。`, `Data is kept in ${location}.`)
}

/** The preview finds this server wherever it is; DevTools goes by what the mini-program says. */
function forDevTools(origin: string, port: number): string {
  if (port === 3900) {
    return say(
      '微信开发者工具：导入项目，选这个文件夹，保留测试号。\n不用构建，不用账号；登录页会请求这个服务器。',
      'In WeChat DevTools: 导入项目 (Import), choose this folder, keep the test appid, open.\n' +
        'Nothing is built and no account is needed; the sign-in page talks to this server.',
    )
  }
  return say(
    `微信开发者工具：导入项目，选这个文件夹，保留测试号。\n不用构建，不用账号；把配置里的 \`develop\` 改成 ${origin}。`,
    'In WeChat DevTools: 导入项目 (Import), choose this folder, keep the test appid, open.\n' +
      `Nothing is built and no account is needed; let \`develop\` of its config be ${origin}.`,
  )
}

function ofProxy(proxy: RunningServer['proxy']): string {
  if (!proxy) return ''
  const lines = exportLines(proxy.environment).map((line) => `  ${line}`)
  return `
${say(
  `它同时是 https://api.weixin.qq.com，代理端口 ${proxy.port}。后端不用改地址，不用改代码，只要这些环境变量：`,
  `It is https://api.weixin.qq.com itself, too, as a proxy on port ${proxy.port}. Your backend needs no other
address and no change, only this environment:`,
)}

${lines.join('\n')}
`
}

function ofLive(live: CliOptions['live']): string {
  if (!live) return ''
  return say(
    `\n  真实微信：后端以 ${live.appid} 请求 ${live.baseUrl}；模拟的手机不能登录。`,
    `\n  Live: the backend asks ${live.baseUrl} as ${live.appid}; the simulated phone can't sign in.`,
  )
}

function forPhones(host: string, hosts: string[], port: number): string[] {
  if (!isEverywhere(host)) return []
  return [...networkAddresses(), ...hosts].map(
    (at) => `  http://${at}:${port}/    ${say('给手机用', 'for a phone')}`,
  )
}
