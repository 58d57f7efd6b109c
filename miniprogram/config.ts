/**
 * 这个文件由你来改：后端之间的差别都写在这里。`npm run lift` 和以后的升级都不会覆盖它。
 *
 * This file is yours to change: everything that differs between backends is set here. `npm run lift`
 * and later versions never overwrite it.
 */
import type { BackendOptions } from './services/backend-options'

/**
 * 后端的地址：开发版、体验版、正式版各一个，末尾不加斜杠。
 *
 * The backend's address for each kind of build, without a slash at its end.
 */
const backends: Record<'develop' | 'trial' | 'release', string> = {
  // 开发版：本项目 `npm start` 的地址。用同一网络里的手机预览时，改成电脑的地址。
  // 提交审核之前，改成审核人员能访问的地址：审核时运行的可能也是开发版。
  // The server that `npm start` runs. To preview on a phone in the same network, put in the
  // computer's address. Before you submit, put in an address that WeChat's reviewers can reach:
  // the build they run may count as develop, too.
  develop: 'http://127.0.0.1:3900',
  // 体验版和正式版：你自己的服务器，域名要先加到公众平台的「request 合法域名」里。
  // 还没有后端，可以从 weapp-login-kit 的 `backends/` 开始：Node、Java、Go、PHP、Python 各有完整的一个。
  // Trial and release: your own servers. Add their domains to the mini-program's list of request
  // domains. To begin with, weapp-login-kit's `backends/` has whole ones in Node, Java, Go, PHP and
  // Python.
  trial: 'https://staging.example.com',
  release: 'https://api.example.com',
}

let address = ''

/** 当前版本用的后端地址。The backend's address for the build that runs. */
export function backendUrl(): string {
  // 只问一次：它不会变，每次都问会拖慢每个请求。
  // Read once: it does not change, and reading it at every call costs time.
  if (!address) {
    // 基础库低于 2.2.2 时无法得知版本，按正式版处理。
    // Base libraries below 2.2.2 can't tell which build runs; it is taken for the release.
    const account = wx.getAccountInfoSync && wx.getAccountInfoSync()
    address = (account && backends[account.miniProgram.envVersion]) || backends.release
  }
  return address
}

/**
 * 后端的接口和模拟后端一样时，只需要地址。其他选项都在 `services/backend-options` 里：
 * `{code, data, msg}` 外层、别的请求头、refresh token、cookie、多个后端、什么时候登录。
 *
 * A backend with the mock backend's interface needs only its address. All other options are in
 * `services/backend-options`: an envelope, another header, a refresh token, cookies, several
 * backends, when to sign in.
 */
export const backend: BackendOptions = {
  url: backendUrl,
}

/**
 * 设置页显示的版本号；正式版显示微信给出的版本号。
 *
 * The version that the settings show, unless WeChat gives one: it does so for released builds only.
 */
export const VERSION = '0.1.0'
