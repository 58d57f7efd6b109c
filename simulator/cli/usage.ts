/** What each subcommand takes, as `--help` prints it. */

export const autoUsage = `auto --project FOLDER [options]

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
                        program that started it has ended                   (60)`

export const smokeUsage = `smoke --project FOLDER [options]

  Opens every page of app.json and its subpackages once, as a person coming from nowhere, and says
  what is wrong with each. Ends with 1 where the project itself has a fault, 2 where this kit can't
  do what a page uses, 0 where every page is fine.

  --project FOLDER  the mini-program                                     (.)
  --report FOLDER   writes report.html, report.json and a picture of each page there
  --login           signs in first, by the first button that says so
  --page TEXT       only pages whose path contains this; may be repeated
  --json            prints the summary as JSON instead of words`

export const mcpUsage = `mcp --project FOLDER [options]

  Lets a coding agent see and drive a mini-program: a Model Context Protocol server on standard input
  and output.

  --project FOLDER      the mini-program                                    (.)
  --headed              shows the browser's window`
