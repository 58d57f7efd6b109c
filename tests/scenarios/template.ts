import type { Scenario, Step } from '../../simulator/scenario/scenario.ts'

const USER_INFO = '申请获取你的公开信息'
const AVATAR = '选择头像'
const PHONE_NUMBER = '申请获取并验证你的手机号'

const signedOut: Step[] = [{ stored: 'session', like: null }, { backend: { sessions: 0 } }]

/** From the home page to the window that asks. */
const askToSignIn: Step[] = [
  { tap: '去登录' },
  { page: 'pages/sign-in/sign-in' },
  { tap: '我已阅读并同意' },
  { tap: '微信授权登录' },
]

const signIn: Step[] = [...askToSignIn, { allow: USER_INFO }, { see: '小满' }]

const editProfile: Step[] = [
  ...signIn,
  { tap: '编辑个人资料' },
  { page: 'pages/profile/profile' },
  { field: '昵称', holds: '小满' },
]

const openSettings: Step[] = [{ tap: '设置' }, { page: 'pages/settings/settings' }]

/** Stories of the template: in jest and in the preview alike. */
export const scenarios: Scenario[] = [
  {
    title: 'signs in and allows it',
    steps: [
      { see: '你好，欢迎来看看' },
      ...askToSignIn,
      { dialog: USER_INFO },
      { allow: USER_INFO },
      { toast: '登录成功' },
      { page: 'pages/home/home' },
      { see: '小满' },
      { gone: '去登录' },
      { stored: 'userinfo', like: { nickName: '小满' } },
      { backend: { sessions: 1, users: [{ profile: { nickName: '小满', city: 'Guangzhou' } }] } },
    ],
  },
  {
    title: 'refuses, and allows it later',
    steps: [
      ...askToSignIn,
      { deny: USER_INFO },
      { see: '已取消' },
      { page: 'pages/sign-in/sign-in' },
      ...signedOut,
      { tap: '微信授权登录' },
      { allow: USER_INFO },
      { see: '小满' },
      { backend: { sessions: 1 } },
    ],
  },
  {
    title: 'is asked nothing before the agreement is ticked, and would rather not',
    steps: [
      { tap: '去登录' },
      { tap: '微信授权登录' },
      { see: '请先阅读并勾选同意，再登录' },
      { dialog: null },
      { tap: '暂不登录' },
      { see: '去登录' },
      ...signedOut,
    ],
  },
  {
    title: 'has an expired session renewed without noticing',
    steps: [
      ...signIn,
      { server: 'session-expired' },
      { tap: '问问服务器我是谁' },
      { see: /^服务器：你是 小满/ },
      { dialog: null },
      { page: 'pages/home/home' },
    ],
  },
  {
    title: 'signs out, and nothing signs in again by itself',
    steps: [
      ...signIn,
      { tap: '退出登录' },
      { cancel: '退出登录' },
      { see: '小满' },
      { tap: '退出登录' },
      { confirm: '退出登录' },
      { see: '去登录' },
      ...signedOut,
      { leave: true },
      { comeBack: true },
      { tap: '问问服务器我是谁' },
      { page: 'pages/sign-in/sign-in' },
      ...signedOut,
    ],
  },
  {
    title: 'is told that WeChat is busy, and tries again',
    steps: [
      { server: 'wechat-busy' },
      ...askToSignIn,
      { allow: USER_INFO },
      { see: '微信服务器繁忙，请稍后再试' },
      ...signedOut,
      { server: 'all-well' },
      { tap: '微信授权登录' },
      { see: '小满' },
    ],
  },
  {
    title: 'loses the network, and tries again',
    steps: [
      ...signIn,
      { online: false },
      { tap: '问问服务器我是谁' },
      { see: '手机没有联网，请连上网络后再试' },
      { online: true },
      { tap: '重试' },
      { see: /^服务器：你是 小满/ },
      { gone: '手机没有联网，请连上网络后再试' },
    ],
  },
  {
    title: 'saves a picture and a name',
    steps: [
      ...editProfile,
      { disabled: '保存' },
      { tap: '更换头像' },
      { allow: AVATAR },
      { see: '保存后，图片会上传到我们的服务器，用来显示你的头像。' },
      { type: ' 阿福 ', into: '昵称' },
      { see: '有未保存的修改' },
      { tap: '保存' },
      { toast: '已保存' },
      { field: '昵称', holds: '阿福' },
      { gone: '有未保存的修改' },
      { backend: { users: [{ profile: { nickName: '阿福', avatarUrl: /^\/api\/avatars\// } }] } },
      { back: true },
      { see: '阿福' },
    ],
  },
  {
    title: 'enters a name that fails the review, and another',
    steps: [
      ...editProfile,
      { type: '违规的名字', into: '昵称' },
      { see: '微信审核没有通过这个昵称，已把它清空。请换一个' },
      { field: '昵称', holds: '' },
      { tap: '保存' },
      { see: '昵称为空或未通过微信审核，请换一个' },
      { backend: { users: [{ profile: { nickName: '小满' } }] } },
      { type: '阿福', into: '昵称' },
      { tap: '保存' },
      { toast: '已保存' },
      { backend: { users: [{ profile: { nickName: '阿福' } }] } },
    ],
  },
  {
    title: 'refuses the phone number, and gives it later',
    steps: [
      ...editProfile,
      { see: '未绑定' },
      { tap: '绑定手机号' },
      { deny: PHONE_NUMBER },
      { see: '已取消' },
      { see: '未绑定' },
      { tap: '绑定手机号' },
      { allow: PHONE_NUMBER },
      { toast: '手机号已绑定' },
      { see: /^1\d{2}\*{4}\d{4}$/ },
      { see: '更换手机号' },
    ],
  },
  {
    title: 'changes a permission in the settings of WeChat',
    steps: [
      ...signIn,
      ...openSettings,
      { see: '已允许' },
      { tap: '昵称和头像 去更改' },
      { switch: { 'scope.userInfo': false } },
      { see: '已拒绝' },
      { gone: '已允许' },
    ],
  },
  {
    title: 'refuses the privacy guideline, and agrees when it matters',
    phone: { needsPrivacy: true },
    steps: [
      ...askToSignIn,
      { see: '隐私保护提示' },
      { dialog: null },
      { tap: '不同意' },
      { see: '已取消' },
      { gone: '隐私保护提示' },
      ...signedOut,
      { tap: '微信授权登录' },
      { tap: '同意' },
      { allow: USER_INFO },
      { see: '小满' },
      { tap: '编辑个人资料' },
      { page: 'pages/profile/profile' },
      { tap: '绑定手机号' },
      { allow: PHONE_NUMBER },
      { toast: '手机号已绑定' },
    ],
  },
  {
    title: 'lends the phone to somebody else, and gets it back',
    steps: [
      ...signIn,
      { user: 'visitor' },
      { see: '去登录' },
      { stored: 'session', like: null },
      ...askToSignIn,
      { allow: USER_INFO },
      { see: '立夏' },
      { user: 'developer' },
      { see: '小满' },
      { backend: { sessions: 2 } },
    ],
  },
  {
    title: 'closes the mini-program and opens it again, still signed in',
    steps: [
      ...signIn,
      { tap: '设置' },
      { relaunch: true },
      { page: 'pages/home/home' },
      { see: '小满' },
      { tap: '问问服务器我是谁' },
      { see: /^服务器：你是 小满/ },
      { backend: { sessions: 1 } },
    ],
  },
  {
    title: 'deletes the account with all that belongs to it',
    steps: [
      ...signIn,
      ...openSettings,
      { tap: '注销账号并删除数据' },
      { cancel: '注销账号并删除数据' },
      { backend: { sessions: 1, users: [{}] } },
      { tap: '注销账号并删除数据' },
      { confirm: '注销账号并删除数据' },
      { toast: '账号已注销' },
      { gone: '注销账号并删除数据' },
      { stored: 'session', like: null },
      { stored: 'userinfo', like: null },
      { backend: { sessions: 0, users: [] } },
      { back: true },
      { see: '去登录' },
    ],
  },
  {
    title: 'chooses another language, which stays',
    start: 'pages/settings/settings',
    steps: [
      { title: '设置' },
      { tap: '语言' },
      { choose: 'English' },
      { title: 'Settings' },
      { see: 'Privacy' },
      { relaunch: true },
      { title: 'Home' },
    ],
  },
  {
    title: 'is asked for a newer WeChat where the button does not exist',
    phone: { baseLibrary: '1.2.9' },
    start: 'pages/sign-in/sign-in',
    steps: [{ see: '请升级微信版本后再登录' }, { gone: '微信授权登录' }],
  },
]
