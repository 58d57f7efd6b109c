import type { apiErrors as Problems } from '../../mock-server/backend/errors.ts'
import type { ServiceErrorCode } from '../../miniprogram/services/errors.ts'

/** The pages that are written from the code say their sentences in Chinese by these tables. */

/** By the English note in `simulator/wx/notes.ts`. A note without an entry is shown in English. */
export const apiNotes: Readonly<Record<string, string>> = {
  'fails: the phone has no such part': '调用会失败：这部手机没有这个部件',
  'nothing below the fourth part of a name; of components, what sign-in needs':
    '只判断名字的前四段；组件只有登录用得到的',
  '`safeArea` leaves out only the status bar; `benchmarkLevel` is -1':
    '`safeArea` 只减去状态栏；`benchmarkLevel` 是 -1',
  'as `getSystemInfoSync`': '同 `getSystemInfoSync`',
  'no `abi`, `memorySize` and `cpuType`': '没有 `abi`、`memorySize`、`cpuType`',
  'no bottom bar; `windowHeight` is that of the screen': '没有底部横条；`windowHeight` 是屏幕高度',
  'all switches are on': '所有开关都是打开的',
  'WeChat may do everything': '微信什么权限都有',
  'no plugins': '没有插件',
  "the size of one phone's capsule": '固定的一种胶囊尺寸',
  'says that Skyline is not supported': '总说不支持 Skyline',
  'entries of opened pages only, their duration is 0': '只有打开页面的记录，时长为 0',
  'recorded in `effects`; nothing is loaded ahead': '记在 `effects` 里，不会真的预加载',
  'worklets run as plain functions, animations are at their end at once':
    'worklet 当作普通函数运行，动画立刻结束',
  'routes of your own are not animated': '自定义路由没有动画',
  'colors are not drawn': '不画颜色',
  '`itemColor` is not drawn': '不画 `itemColor`',
  'titles are not cut at seven characters; the preview draws no `image`':
    '标题不会截到七个字；预览不画 `image`',
  'no `routeType` of Skyline; `events` and `eventChannel` are there before 2.7.3 too':
    '没有 Skyline 的 `routeType`；2.7.3 以下也有 `events` 和 `eventChannel`',
  "no animation; WeChat's words for a bad color are not known":
    '没有动画；颜色不对时微信的原文未知',
  '`backgroundColorTop` and `-Bottom` are ignored': '忽略 `backgroundColorTop` 和 `-Bottom`',
  "only where the host's pages have `scrollTo`": '宿主的页面有 `scrollTo` 时才有效',
  'in jest recorded only': '在 jest 里只记录',
  'the device has the size; a desktop window is not drawn': '改的是设备的尺寸，不画桌面窗口',
  'the mini-program goes into the background; it can be come back to': '只是退到后台，可以回来',
  'a window stands for the other mini-program': '用一个窗口代表另一个小程序',
  'no `profile`; progress comes once, at the end': '没有 `profile`；进度只在结束时来一次',
  'no `signalStrength`': '没有 `signalStrength`',
  "headers can't be set: a browser's WebSocket has none": '不能设请求头：浏览器的 WebSocket 没有',
  "WeChat's words for the wrong `encrypt` are not known": '`encrypt` 不对时微信的原文未知',
  'the name of the result, `dataList`, is not documented': '结果的名字 `dataList` 没有文档依据',
  '`undefined` reads as an empty text in every base library, in WeChat until 3.11.0':
    '`undefined` 在所有基础库里都读成空文本，微信只到 3.11.0',
  'in jest calls are recorded, and texts measured roughly':
    '在 jest 里只记录调用，文字宽度是估计的',
  'needs a canvas that is drawn; in jest the picture says what was drawn':
    '需要画出来的 canvas；在 jest 里图片说明画了什么',
  '`2d` and what the browser has of WebGL; in jest recorded calls':
    '`2d` 和浏览器有的 WebGL；在 jest 里只记录调用',
  "what is in `person.album`; by default one picture, the person's own":
    '取自 `person.album`；默认只有一张，是本人的头像',
  "pictures only, of `person.album`; by default one, the person's own":
    '只有图片，取自 `person.album`；默认一张，是本人的头像',
  'no size in pixels, a second long': '没有像素尺寸，长一秒',
  'what is in `person.album`': '取自 `person.album`',
  'the picture as it is': '图片原样返回',
  'the video as it is': '视频原样返回',
  'sizes in pixels and seconds are 0': '像素尺寸和秒数都是 0',
  'videos are not played': '不播放视频',
  'commands reach `<video>` in the browser; all stand in `effects`':
    '浏览器里会传到 `<video>`；都记在 `effects` 里',
  "photos are the person's own picture": '照片就是本人的头像',
  'commands stand in `effects`': '命令记在 `effects` 里',
  "commands stand in `effects`; places are the person's": '命令记在 `effects` 里；位置是本人的',
  'the recording is silent': '录音是无声的',
  'no archives and compressed files; no limit on the size of all': '没有压缩包；不限制总大小',
  '`digest` with sha1 only': '`digest` 只有 sha1',
  'a window stands for the document': '用一个窗口代表文档',
  'always `person.place`, whatever the `type`': '不管 `type` 是什么，总是 `person.place`',
  'a window that a person answers; nothing is paid': '弹窗由人回答；不会真的付款',
  'as `requestPayment`': '同 `requestPayment`',
  'a window that a person answers; nothing is transferred': '弹窗由人回答；不会真的转账',
  'no `cloudID`; `lang` changes nothing; credentials without an earlier `wx.login` are encrypted with a new key':
    '没有 `cloudID`；`lang` 不起作用；之前没有 `wx.login` 时用新的密钥加密',
  'no `cloudID`; `lang` changes nothing': '没有 `cloudID`；`lang` 不起作用',
  '`permission` and `requiredPrivateInfos` of `app.json` are not looked at':
    '不看 `app.json` 的 `permission` 和 `requiredPrivateInfos`',
  "a note stands for the guideline's text": '用一段说明代替指引的正文',
  'one answer for all templates, no limit on their number': '所有模板一个回答，不限数量',
  'cards have no codes': '卡券没有 code',
  'the invoice has no codes': '发票没有 code',
  'by fingerprint only, and without a signature': '只有指纹，没有签名',
  'the phone has a fingerprint sensor': '这部手机有指纹识别',
  'a fingerprint is enrolled': '已录入指纹',
  'recorded in `effects`; no screen is captured': '记在 `effects` 里，不会真的截屏',
  'in jest it succeeds always': '在 jest 里总是成功',
  'always off': '总是关闭',
  'always the same': '总是一样',
  'a window stands for the advertisement': '用一个窗口代表广告',
  'recorded in `effects`': '记在 `effects` 里',
  'no experiment runs': '没有正在进行的实验',
  'fails: nothing is configured': '调用会失败：没有配置',
}

/** The situations in which each error of the sign-in core comes. */
export const serviceErrors: Readonly<Record<ServiceErrorCode, string>> = {
  ERR_USER_DENIED: '用户拒绝了，或关掉了微信的窗口。是一种结果，不是故障。',
  ERR_PRIVACY_REFUSED: '用户没有同意隐私保护指引（errno 104）。',
  ERR_PRIVACY_UNDECLARED: '这个接口没有写进本小程序的隐私保护指引（errno 112）。',
  ERR_TAP_NEEDED: '这个接口只能在点击里直接调用：前面不能有 `await`。',
  ERR_UNSUPPORTED: '微信版本太低，或这个小程序不能用这个接口。',
  ERR_PHONE_QUOTA: '手机号的次数用完了（errno 1400001）。',
  ERR_NICKNAME_EMPTY: '微信的审核清空了昵称，或没有填。',
  ERR_WECHAT_LOGIN: '`wx.login` 没有给出 code，或别的微信接口失败。',
  ERR_OFFLINE: '手机没有网络。',
  ERR_NETWORK: '手机有网络，但连不上后端：那里没有人回答。',
  ERR_TIMEOUT: '没有在期限内得到回答。',
  ERR_ABORTED: '调用者自己中止了，或它所属的页面关闭了。',
  ERR_USAGE: '程序调用错了：路径不以 `/` 开头、超时小于零。给开发者看的。',
  ERR_CODE_INVALID: '微信不接受这个 code：不认识、用过或太旧。',
  ERR_KEY_STALE: '数据加密之后，微信的 `session_key` 换了。',
  ERR_USER_BLOCKED: '微信不让这个用户登录（errcode 40226）。',
  ERR_RATE_LIMITED: '一下子太多了，稍等一会儿（429、微信的 45011，或我们自己的限制）。',
  ERR_WECHAT_BUSY: '微信繁忙，或后端连不上微信（-1）。',
  ERR_SESSION_EXPIRED: '登录态结束了，又不能静默得到新的。',
  ERR_SIGNED_OUT: '调用期间用户退出了登录，或本来就没有登录。',
  ERR_USER_CHANGED: '现在登录的人和调用开始时不是同一个。',
  ERR_REJECTED: '后端拒绝了请求：输入不对、不存在、不允许（4xx）。',
  ERR_SERVER: '后端出错，或回答不符合约定。',
}

/** The situations in which the backend answers each of its errors. */
export const apiErrors: Readonly<Record<keyof typeof Problems, string>> = {
  invalid_json: '请求体不是合法的 JSON。',
  invalid_request: '缺少字段或字段不对；`message` 写着是哪一个。',
  forbidden_origin: '发出请求的网页或地址不被允许。',
  not_found: '这个路径上什么也没有。',
  method_not_allowed: '路径存在，方法不对；`Allow` 列出允许的方法。',
  body_too_large: '请求体超过 64 KB，或图片超过 2 MB。',
  unsupported_media_type: '要 JSON；图片要 multipart。',
  internal: '服务器出错了；日志里有原因。',
  encrypted_data_invalid: '这是微信为另一个小程序或另一个用户加密的。',
  encrypted_data_expired: '加密的数据超过了五分钟：让微信重新给。',
  phone_code_invalid: '手机号 code 不认识、用过、太旧，或是登录的 code：让用户再点一次。',
  signature_invalid: '`rawData` 不是微信签名的那一份。',
  token_missing: '没有 `Authorization: Bearer` 请求头。',
  session_expired: 'token 不认识、已退出或已过期：重新登录。',
  refresh_token_invalid: 'refresh token 不认识或已过期：重新登录。',
  refresh_token_reused: 'refresh token 被用过第二次，说明被复制了：这次登录全部作废。重新登录。',
  code_invalid: '微信不认识这个 code，或已过五分钟：重新 `wx.login`。',
  code_used: '这个 code 换过了：重新 `wx.login`。',
  user_blocked: '微信的风控拒绝这个用户。',
  wechat_session_stale: '这是用另一个 session_key 加密的：重新登录，让微信重新加密，再发。',
  picture_unsupported: '文件不是 PNG、JPEG、GIF 或 WebP 图片。',
  wechat_rate_limited: '微信说这一分钟请求太多。',
  wechat_misconfigured: '后端的 appid 或 secret 不对：客户端无能为力。',
  wechat_unreachable: '连不上微信，或微信的回答无法理解。',
  wechat_busy: '微信繁忙：稍后再试。',
}

/** The words about a component of the template; `{code}` stands for its example. */
interface ComponentWords {
  text: string
  properties: Record<string, string>
}

/** By name; the English is read from the comments in `miniprogram/components`. */
export const componentWords: Readonly<Record<string, ComponentWords>> = {
  'authorize-button': {
    text: `微信的一种授权按钮；微信版本太低时，显示一行说明。

{code}
- 事件 \`getuserinfo\`、\`getphonenumber\`、\`getrealtimephonenumber\`、\`opensetting\`：微信自己的事件和 detail。
- 事件 \`authorize\`：没有 \`open-type\` 时，点击后立即触发。
- 事件 \`blocked\`：在 \`blocked\` 时被点击；微信的窗口不会打开。`,
    properties: {
      openType: '微信的 `open-type`；留空就是普通点击。',
      label: '按钮上的字。',
      kind: '`primary`；`surface` 用于页面上的第二个按钮；`quiet` 用于卡片上。',
      loading: '正在进行：显示出来，按钮不起作用。',
      disabled: '现在不能用。',
      blocked: '要先做别的事，例如同意协议。',
    },
  },
  'avatar-picker': {
    text: `用户的头像，点击后打开微信的头像选择。

{code}
- 事件 \`chooseavatar\`：\`detail.avatarUrl\` 是临时文件，上传之后才能在别处使用。
- 事件 \`refused\`：\`detail.errMsg\`，客户端报告了拒绝。关掉选择窗口时可能什么都不报告。`,
    properties: {
      avatarUrl: '显示的头像。',
      nickName: '没有头像时代替它：显示第一个字。',
      label: '点击会做什么；写在头像下面。',
      disabled: '现在不能换头像。',
    },
  },
  'empty-state': {
    text: `页面还没有内容时显示的话，和接下来的路。

{code}
- 事件 \`action\`：按钮被点击。`,
    properties: {
      title: '缺什么。',
      text: '为什么，或需要什么。',
      action: '按钮上的字；留空就没有按钮。',
    },
  },
  notice: {
    text: `用话说出错误，和接下来的路。

{code}
- 事件 \`action\`：按钮被点击；\`detail.action\` 是 \`retry\`、\`signIn\` 或 \`readPrivacy\`。`,
    properties: {
      code: '一个 `ServiceErrorCode`；留空就什么都不显示。',
      own: '页面自己已有按钮的动作：`retry`，或 `retry signIn`。',
    },
  },
  'permission-row': {
    text: `一项权限：它的状态，和改变它的办法。回答过的只能在微信的设置页里改。从没问过的没有按钮：微信要求在用到的地方才问，而权限列表不是那种地方。

{code}
- 事件 \`change\`：用户改了；\`detail.state\` 是 \`granted\`、\`refused\` 或 \`not asked\`。
- 事件 \`fail\`：\`detail.code\`，一个 \`ServiceErrorCode\`。

\`refresh()\` 重新读取状态，页面知道它变了时用：\`this.selectComponent('permission-row').refresh()\`。`,
    properties: { scope: '微信给这项权限的名字。' },
  },
  'privacy-dialog': {
    text: `微信需要时，请用户同意隐私保护指引。每个用到个人信息的页面放一个；它自己会显示。等待中的调用也会自己继续或失败。

{code}
- 事件 \`agree\`、\`refuse\`：用户的选择。`,
    properties: {},
  },
  'user-card': {
    text: `用户的头像和名字。

{code}
- 事件 \`tap\`：微信自己的；每个组件都有。`,
    properties: {
      nickName: '用户的名字。',
      avatarUrl: '没有头像时，显示名字的第一个字。',
      hint: '名字下面的一行字；有了它，卡片看起来可以点。',
    },
  },
}
