/**
 * Translations of the notes in `notes.ts`, keyed by the English text. A note without one is shown in
 * English.
 */
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
  'in jest recorded in `effects`': '在 jest 里记在 `effects` 里',
  'the device has the size; a desktop window is not drawn': '改的是设备的尺寸，不画桌面窗口',
  'the mini-program goes into the background; it can be come back to': '只是退到后台，可以回来',
  'a window in place of the other mini-program': '用一个窗口代表另一个小程序',
  'no `profile`, `exception`, HTTP/2, QUIC, HttpDNS and cache; header names are spelt as a server over HTTP/1.1 spells them; in a browser `redirect: "manual"` hides the answer and the Referer is the browser\'s':
    '没有 `profile`、`exception`、HTTP/2、QUIC、HttpDNS 和缓存；响应头的名字按 HTTP/1.1 服务器的写法；在浏览器里，`redirect: "manual"` 看不到应答，Referer 是浏览器的',
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
  'commands reach `<video>` in the browser; all are recorded in `effects`':
    '浏览器里会传到 `<video>`；都记在 `effects` 里',
  "photos are the person's own picture": '照片就是本人的头像',
  'commands are recorded in `effects`': '命令记在 `effects` 里',
  "commands are recorded in `effects`; places are the person's":
    '命令记在 `effects` 里；位置是本人的',
  'the recording is silent': '录音是无声的',
  'no archives and compressed files; no limit on the size of all': '没有压缩包；不限制总大小',
  '`digest` with sha1 only': '`digest` 只有 sha1',
  'a window in place of the document': '用一个窗口代表文档',
  'always `person.place`, whatever the `type`': '不管 `type` 是什么，总是 `person.place`',
  'a window that a person answers; nothing is paid': '弹窗由人回答；不会真的付款',
  'as `requestPayment`': '同 `requestPayment`',
  'a window that a person answers; nothing is transferred': '弹窗由人回答；不会真的转账',
  'no `cloudID`; `lang` changes nothing; credentials without an earlier `wx.login` are encrypted with a new key':
    '没有 `cloudID`；`lang` 不起作用；之前没有 `wx.login` 时用新的密钥加密',
  'no `cloudID`; `lang` changes nothing': '没有 `cloudID`；`lang` 不起作用',
  '`permission` and `requiredPrivateInfos` of `app.json` are not looked at':
    '不看 `app.json` 的 `permission` 和 `requiredPrivateInfos`',
  "a note in place of the guideline's text": '用一段说明代替指引的正文',
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
  'a window in place of the advertisement': '用一个窗口代表广告',
  'recorded in `effects`': '记在 `effects` 里',
  'no experiment runs': '没有正在进行的实验',
  'fails: nothing is configured': '调用会失败：没有配置',
  'functions are yours (`cloud` of `launch`, `--cloud DIR`), database and files are in memory; no containers, aggregation and geography':
    '云函数由你提供（`launch` 的 `cloud`，或 `--cloud DIR`），数据库和文件在内存里；没有云托管、聚合和地理位置',
}
