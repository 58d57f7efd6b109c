import type { ServiceErrorCode } from '../../miniprogram/services/errors.ts'

/** Chinese texts for the pages that are generated from the code. */

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
