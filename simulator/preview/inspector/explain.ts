type Pair = readonly [zh: string, en: string]

/** One plain sentence each: the step, the reason for it, and what must never happen in it. */
export interface Explanation {
  what: Pair
  why: Pair
  never?: Pair
}

const explanations: Record<string, Explanation> = {
  start: {
    what: ['用户打开小程序。', 'The user opens the mini-program.'],
    why: [
      '有未过期的登录态就不用联网。',
      'A session that is still good costs no network at launch.',
    ],
    never: ['一打开就强制登录。', 'Force a sign-in at launch.'],
  },
  tap: {
    what: ['用户点了页面上的东西。', 'The user taps something on the page.'],
    why: [
      '微信只在用户主动操作之后才让小程序要资料。',
      'WeChat lets a mini-program ask for data only after the user did something.',
    ],
  },
  tapOpenType: {
    what: [
      '用户点了带 open-type 的按钮，微信接手。',
      'The user taps a button with open-type, and WeChat takes over.',
    ],
    why: [
      '只有真实的点击能让微信弹出授权窗口。',
      'Only a real tap makes WeChat open its consent window.',
    ],
    never: ['用代码模拟这次点击。', 'Imitate this tap in code.'],
  },
  'consent.asked': {
    what: ['微信问用户是否同意。', 'WeChat asks the user for consent.'],
    why: ['资料是用户的，给不给由用户决定。', 'The data is the user’s, and so is the decision.'],
    never: ['自己画一个假的授权窗口。', 'Draw a consent window of your own.'],
  },
  'consent.allowed': {
    what: ['用户同意了。', 'The user allows it.'],
    why: ['现在事件里才有 userInfo。', 'Only now does the event carry userInfo.'],
  },
  'consent.refused': {
    what: ['用户拒绝了。', 'The user refuses.'],
    why: ['拒绝之后小程序也要能用。', 'The mini-program has to work without it.'],
    never: ['反复弹窗，直到用户同意。', 'Ask again and again until the user gives in.'],
  },
  'login.asked': {
    what: ['小程序调用 wx.login，向微信要 code。', 'The mini-program calls wx.login for a code.'],
    why: [
      'code 代表“微信里的这个人”，但不说出他是谁。',
      'A code stands for the person in WeChat, without saying who it is.',
    ],
  },
  'login.answered': {
    what: [
      '微信给出 code：5 分钟有效，只能用一次。',
      'WeChat gives a code: good for 5 minutes, and once.',
    ],
    why: [
      '即使被人看到，也很快就没用了。',
      'Whoever sees it can do little with it, and not for long.',
    ],
    never: ['保存 code，或者用第二次。', 'Store a code, or use it twice.'],
  },
  'userInfo.answered': {
    what: ['微信给出用户资料。', 'WeChat hands out the user’s data.'],
    why: [
      '2021 年起只有“微信用户”和灰色头像，要真实的昵称头像得请用户自己填。',
      'Since 2021 it is 微信用户 and a grey picture: for a real name and picture, ask the user to fill them in.',
    ],
    never: ['把昵称当作身份：它谁都能改。', 'Take a name for an identity: anybody can change it.'],
  },
  'apiLogin.asked': {
    what: [
      '小程序把 code 发给自己的服务器。',
      'The mini-program sends the code to its own backend.',
    ],
    why: [
      '只有服务器有 AppSecret，能拿 code 去问微信。',
      'Only the backend has the AppSecret to ask WeChat with.',
    ],
    never: ['在小程序里放 AppSecret。', 'Put the AppSecret into the mini-program.'],
  },
  'apiLogin.answered': {
    what: [
      '服务器发出自己的登录态：token。',
      'The backend answers with a session of its own: a token.',
    ],
    why: [
      'token 和微信无关，服务器可以随时让它失效。',
      'The token has nothing to do with WeChat, and the backend can end it at any time.',
    ],
    never: [
      '把 openid 或 session_key 当 token 发回去。',
      'Send back openid or session_key as the token.',
    ],
  },
  noAnswer: {
    what: ['没有人回应。', 'Nobody answers.'],
    why: [
      '服务器没有运行，地址或端口不对，或者连接断了：“网络”面板里写着原因。',
      'The server does not run, its address or port is another, or the connection broke off: Network says which.',
    ],
    never: ['让用户一直等，不说原因。', 'Let the user wait without a word.'],
  },
  'apiLogin.failed': {
    what: ['服务器没有让用户登录。', 'The backend refuses the sign-in.'],
    why: [
      '错误码说明原因：页面据此告诉用户。',
      'The error’s code says why: the page tells the user.',
    ],
  },
  'code2Session.asked': {
    what: [
      '服务器带着 AppSecret 和 code 去问微信：这是谁？',
      'The backend asks WeChat, with AppSecret and code: who is this?',
    ],
    why: ['微信只相信知道 AppSecret 的一方。', 'WeChat trusts only who knows the AppSecret.'],
    never: ['从小程序直接调用这个接口。', 'Call this from the mini-program.'],
  },
  'code2Session.answered': {
    what: ['微信回答 openid 和 session_key。', 'WeChat answers with openid and session_key.'],
    why: [
      'openid 认人；session_key 用来解密，以后才用得到。',
      'openid tells who it is; session_key decrypts data, later.',
    ],
    never: ['让 session_key 离开服务器。', 'Let session_key leave the backend.'],
  },
  'code2Session.failed': {
    what: ['微信没有说出这是谁。', 'WeChat does not say who it is.'],
    why: [
      '40029：code 无效；40163：用过了；40125：AppSecret 不对；45011：太频繁；-1：微信繁忙。',
      '40029: code invalid; 40163: used before; 40125: AppSecret is another; 45011: too often; -1: WeChat is busy.',
    ],
    never: ['拿同一个 code 重试。', 'Try the same code again.'],
  },
  'storage.session': {
    what: ['小程序保存登录态。', 'The mini-program keeps the session.'],
    why: ['下次打开不用再登录。', 'No sign-in is needed next time.'],
    never: ['保存 session_key 或 AppSecret。', 'Keep session_key or AppSecret here.'],
  },
  'storage.kept': {
    what: ['小程序把数据写进本地缓存。', 'The mini-program writes to its storage.'],
    why: ['页面可以马上显示，不用等网络。', 'Pages can show it at once, without waiting.'],
  },
  'storage.removed': {
    what: ['小程序删掉了本地缓存里的数据。', 'The mini-program deletes from its storage.'],
    why: ['退出登录后不应留下别人的资料。', 'Nothing of a user stays after signing out.'],
  },
  'api.asked': {
    what: [
      '小程序带着 token 请求自己的服务器。',
      'The mini-program calls its backend with the token.',
    ],
    why: ['服务器由 token 知道是谁。', 'The token tells the backend who it is.'],
    never: ['把 token 放进网址。', 'Put the token into an address.'],
  },
  'api.failed': {
    what: [
      '服务器拒绝了；401 表示登录态没有了。',
      'The backend refuses; 401 means that the session is over.',
    ],
    why: [
      '先安静地换一个新的登录态，再发一次，只一次。',
      'The session is renewed silently, and the call sent again, once.',
    ],
    never: [
      '弹出登录页打断用户，或无限重试。',
      'Interrupt the user with a sign-in page, or retry forever.',
    ],
  },
  'checkSession.answered': {
    what: ['微信说 session_key 还有没有效。', 'WeChat says whether the session_key is still good.'],
    why: ['只在要解密之前才需要问。', 'It matters only before something is decrypted.'],
  },
  'phone.answered': {
    what: [
      '微信给出手机号的 code，不是号码。',
      'WeChat gives a code for the phone number, not the number.',
    ],
    why: ['号码由服务器去换。', 'The backend exchanges it for the number.'],
    never: ['和 wx.login 的 code 混用。', 'Mix it up with the code of wx.login.'],
  },
  'accessToken.answered': {
    what: ['微信给服务器 access_token。', 'WeChat gives the backend an access_token.'],
    why: ['它代表整个小程序，约两小时有效。', 'It stands for the whole app, for two hours.'],
    never: ['把它发给小程序。', 'Send it to the mini-program.'],
  },
  'logout.asked': {
    what: [
      '小程序告诉服务器：用户退出了。',
      'The mini-program tells the backend that the user signs out.',
    ],
    why: ['token 在服务器上也要失效。', 'The token has to end on the backend, too.'],
  },
  asked: {
    what: ['发出请求。', 'A request goes out.'],
    why: ['后面的步骤要用到它的回答。', 'The next steps need its answer.'],
  },
  answered: {
    what: ['回答到了。', 'The answer arrives.'],
    why: ['小程序接着往下做。', 'The mini-program goes on with it.'],
  },
  failed: {
    what: ['请求失败了。', 'The request failed.'],
    why: ['用户要看到一句明白的话和一个办法。', 'The user has to be told plainly, with a way out.'],
  },
  allowed: {
    what: ['用户在窗口里做了选择。', 'The user chooses in the window.'],
    why: ['小程序按这个选择继续。', 'The mini-program goes on accordingly.'],
  },
  refused: {
    what: ['用户关掉了窗口。', 'The user leaves the window.'],
    why: ['什么都不做，也是一种回答。', 'Nothing done is an answer, too.'],
  },
}

/** The sentences for a row of the story, or those for all rows of its kind. */
export function explain(topic: string): Explanation {
  const kind = topic.split('.').at(-1) ?? ''
  return explanations[topic] ?? explanations[kind] ?? (explanations.tap as Explanation)
}
