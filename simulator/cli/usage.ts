import type { Words } from '../../mock-server/index.ts'

/** The options of each subcommand that drives a browser, as `--help` prints them. */

export const autoUsage: Words = {
  zh: `用法：weapp-login-kit auto --project FOLDER [选项]

  在 Chromium 或 Chrome 里的模拟手机上打开小程序，让程序按微信开发者工具的自动化协议驱动它：
  miniprogram-automator 连上来，或者以本命令为 cliPath 启动它。

  --project FOLDER      小程序                                              (.)
  --auto-port N         客户端连接的端口，只限本机                          (9420)
  --auto-account NAME   手机是谁的：一个测试账号
  --headed              显示浏览器窗口
  --path PAGE           打开哪个页面                                        (第一个)
  --query TEXT          该页面的参数，如 "id=1&from=share"
  --scene N             场景值                                              (1001)
  --base-library V      基础库版本
  --profile MODE        named 或 anonymous：微信怎样透露用户
  --privacy             用户还没有同意隐私保护指引
  --scenario NAME       服务器的一种情景，如 wechat-busy
  --linger SECONDS      启动它的程序结束后，没有客户端时还等多久            (60)`,
  en: `Usage: weapp-login-kit auto --project FOLDER [options]

  Opens a mini-program in a simulated phone, in Chromium or Chrome, and lets programs drive it by the
  automation protocol of WeChat DevTools: miniprogram-automator connects to it, or launches it with
  this command as cliPath.

  --project FOLDER      the mini-program                                    (.)
  --auto-port N         where clients connect, on this machine only         (9420)
  --auto-account NAME   the person whose phone it is: a test account
  --headed              shows the browser's window
  --path PAGE           the page it opens with                              (the first)
  --query TEXT          that page's query, such as "id=1&from=share"
  --scene N             the scene it is opened in                           (1001)
  --base-library V      the base library's version
  --profile MODE        named or anonymous: what WeChat tells of people
  --privacy             the person has not agreed to the privacy guideline yet
  --scenario NAME       a situation of the server's, such as wechat-busy
  --linger SECONDS      how long it stays without a client, when the
                        program that started it has ended                   (60)`,
}

/** Printed by `check --help`. */
export const checkUsage: Words = {
  zh: `用法：weapp-login-kit check --project FOLDER [选项]

  读源代码，列出小程序用到的微信 API、组件和属性里，没有模拟或只模拟了一部分的，写明文件和行号。
  用到的 API 和组件都有时退出码 0，否则 2。

  --project FOLDER  小程序                                               (.)
  --json            用 JSON 打印用到的全部，不用文字`,
  en: `Usage: weapp-login-kit check --project FOLDER [options]

  Reads the sources and lists which APIs, components and attributes of WeChat's a mini-program uses that
  are not simulated, or only in part, with file and line. Ends with 0 where every API and component in
  use is there, else with 2.

  --project FOLDER  the mini-program                                     (.)
  --json            prints all that is in use as JSON instead of words`,
}

/** The text of `smoke --help`. */
export const smokeUsage: Words = {
  zh: `用法：weapp-login-kit smoke --project FOLDER [选项]

  把 app.json 和分包里的每个页面冷启动打开一次，说出每页有什么问题。
  小程序自己有错时退出码 1；页面用到了这里还做不到的东西时 2；每页都好时 0。

  --project FOLDER  小程序                                               (.)
  --report FOLDER   把 report.html、report.json 和每页的截图写到那里
  --login           先登录：点第一个写着登录的按钮
  --page TEXT       只看路径里有这段文字的页面；可写多次
  --json            用 JSON 打印总结，不用文字`,
  en: `Usage: weapp-login-kit smoke --project FOLDER [options]

  Opens every page of app.json and its subpackages once, as a person coming from nowhere, and says
  what is wrong with each. Ends with 1 where the project itself has a fault, 2 where this kit can't
  do what a page uses, 0 where every page is fine.

  --project FOLDER  the mini-program                                     (.)
  --report FOLDER   writes report.html, report.json and a picture of each page there
  --login           signs in first, by the first button that says so
  --page TEXT       only pages whose path contains this; may be repeated
  --json            prints the summary as JSON instead of words`,
}

/** The text of `mcp --help`. */
export const mcpUsage: Words = {
  zh: `用法：weapp-login-kit mcp --project FOLDER [选项]

  让编程助手看见并操作小程序：标准输入输出上的 Model Context Protocol 服务器。

  --project FOLDER      小程序                                              (.)
  --headed              显示浏览器窗口`,
  en: `Usage: weapp-login-kit mcp --project FOLDER [options]

  Lets a coding agent see and drive a mini-program: a Model Context Protocol server on standard input
  and output.

  --project FOLDER      the mini-program                                    (.)
  --headed              shows the browser's window`,
}
