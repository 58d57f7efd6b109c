import type { Words } from './command-line/language.ts'

/** The server's options, as `--help` prints it, without the line that says how it is started. */
export const serverUsage: Words = {
  zh: `  --port N          监听的端口                                (3900)      MOCK_PORT
  --host ADDRESS    监听的地址；0.0.0.0 让同一网络的手机      (127.0.0.1) MOCK_HOST
                    也能登录
  --allow-host NAME 别的机器用来访问它的名字，如 mac.local；              MOCK_ALLOW_HOST
                    可写多次，或用逗号隔开。--host NAME
                    自动允许 NAME
  --control-token T 带 "Authorization: Bearer T" 的请求从任何地方         MOCK_CONTROL_TOKEN
                    （包括隧道）都能用 /__mock 和 /__relay；
                    至少 16 个字符
  --data FILE       数据存在哪个文件                          (.data/mock.sqlite) MOCK_DATA
  --memory          什么都不保存                                          MOCK_MEMORY=1
  --seed FILE       一开始就有的用户、应用和设置，YAML 或                 MOCK_SEED
                    JSON；GET /__mock/seed 会生成一份
  --strict-codes    不是这里发的登录 code 一律拒绝                        MOCK_STRICT_CODES=1
  --profile MODE    named：同意后给出像真的昵称头像           (named)     MOCK_PROFILE
                    anonymous：和今天的微信一样
  --proxy           对写死域名的 SDK，它就是 api.weixin.qq.com；           MOCK_PROXY=1
                    见文档“让你的后端连上假微信”
  --proxy-port N    代理的端口                                (3901)      MOCK_PROXY_PORT
  --proxy-pass      允许本机通过代理访问其他所有域名                      MOCK_PROXY_PASS=1
  --proxy-env FILE  把通向代理的环境变量写进文件，每行 NAME=value         MOCK_PROXY_ENV
  --help            本说明

环境变量里有 WECHAT_APPID 和 WECHAT_SECRET 时，后端请求真正的微信：开发者工具或手机给出的真实 code
能用。WECHAT_BASE_URL 可以换成 https://api.weixin.qq.com 以外的地址。`,
  en: `  --port N          port to listen on                        (3900)      MOCK_PORT
  --host ADDRESS    address to listen on; 0.0.0.0 lets a     (127.0.0.1) MOCK_HOST
                    phone in the same network sign in
  --allow-host NAME a name by which other machines call it,              MOCK_ALLOW_HOST
                    such as mac.local; may be repeated, or
                    several with commas. --host NAME allows NAME
  --control-token T who sends "Authorization: Bearer T" may use          MOCK_CONTROL_TOKEN
                    /__mock and /__relay from anywhere, also
                    through a tunnel; at least 16 characters
  --data FILE       where everything is kept                 (.data/mock.sqlite) MOCK_DATA
  --memory          keep nothing                                         MOCK_MEMORY=1
  --seed FILE       people, apps and settings to begin with,             MOCK_SEED
                    YAML or JSON; GET /__mock/seed writes one
  --strict-codes    refuse login codes not issued here                   MOCK_STRICT_CODES=1
  --profile MODE    named: real-looking names after consent; (named)     MOCK_PROFILE
                    anonymous: what WeChat gives today
  --proxy           be api.weixin.qq.com to backends whose               MOCK_PROXY=1
                    SDK knows no other address; see the guide
                    "Point your backend at it"
  --proxy-port N    port of the proxy                        (3901)      MOCK_PROXY_PORT
  --proxy-pass      let this machine through the proxy to                MOCK_PROXY_PASS=1
                    every other host
  --proxy-env FILE  write the environment that leads to the              MOCK_PROXY_ENV
                    proxy as lines NAME=value
  --help            this text

With WECHAT_APPID and WECHAT_SECRET in the environment, the backend asks the real WeChat: real codes
from DevTools or a phone work. WECHAT_BASE_URL names another address than https://api.weixin.qq.com.`,
}

/** The options of the preview besides. */
export const previewUsage: Words = {
  zh: `  --project FOLDER  预览哪个小程序：有 project.config.json 或 (.)         MOCK_PROJECT
                    app.json 的文件夹
  --cloud FOLDER    wx.cloud.callFunction 由这里的 NAME.js 或             MOCK_CLOUD
                    NAME/index.js 回答：exports.main =
                    (event, { openid, appid }) => ...
  --share-preview   能访问预览的其他机器也能看到源码                      MOCK_SHARE_PREVIEW=1`,
  en: `  --project FOLDER  the mini-program that the preview shows: (.)         MOCK_PROJECT
                    the folder with project.config.json or app.json
  --cloud FOLDER    wx.cloud.callFunction is answered by its              MOCK_CLOUD
                    NAME.js or NAME/index.js: exports.main =
                    (event, { openid, appid }) => ...
  --share-preview   other machines that reach the preview may            MOCK_SHARE_PREVIEW=1
                    see its sources, not the phone alone`,
}
