import type { Story, StoryStep } from '../support/story/story.ts'

const token: StoryStep = { stored: 'token', like: /^.{20,}$/ }
const nobody: StoryStep = { backend: { sessions: 0, users: [] } }
const PROFILE = '申请获取你的公开信息'

/**
 * Sign-ins as public mini-programs have had them, each as of its years: on the pages of sign-ins/, in jest
 * and in the preview alike.
 */
export const stories: Story[] = [
  {
    title: '2018: the getUserInfo button signs in, and the server decrypts what it is sent',
    phone: { baseLibrary: '2.8.0' },
    start: 'pages/button/button',
    steps: [
      { tap: '微信登录' },
      { allow: PROFILE },
      { see: '欢迎，小满' },
      { see: '服务器解密了：小满' },
      { dialog: null },
      token,
      { stored: 'userInfo', like: { nickName: '小满' } },
      { backend: { sessions: 1, users: [{ profile: { nickName: '小满' } }] } },
    ],
  },
  {
    title:
      '2018: a person who refuses is told, and can think again; who signed in stays so, and can leave',
    phone: { baseLibrary: '2.8.0' },
    start: 'pages/button/button',
    steps: [
      { tap: '微信登录' },
      { deny: PROFILE },
      { dialog: '警告' },
      { confirm: '警告' },
      { stored: 'token', like: null },
      nobody,
      { tap: '微信登录' },
      { allow: PROFILE },
      { see: '服务器解密了：小满' },
      { relaunch: true },
      { see: '欢迎，小满' },
      { tap: '退出登录' },
      { see: '微信登录' },
      { stored: 'userInfo', like: null },
      { backend: { sessions: 0 } },
    ],
  },
  {
    title: "2021: wx.getUserProfile asks in a tap, and gives the person's name",
    phone: { baseLibrary: '2.16.0' },
    start: 'pages/get-profile/get-profile',
    steps: [
      { tap: '获取头像昵称' },
      { deny: PROFILE },
      { toast: 'getUserProfile:fail auth deny' },
      nobody,
      { tap: '获取头像昵称' },
      { allow: PROFILE },
      { see: '小满，你好' },
      token,
      { stored: 'user', like: { nickName: '小满' } },
      { backend: { sessions: 1, users: [{ profile: { nickName: '小满' } }] } },
    ],
  },
  {
    title: '2021: the same page in a WeChat before it, and in one of today',
    phone: { baseLibrary: '2.10.0' },
    start: 'pages/get-profile/get-profile',
    steps: [{ see: '请升级微信版本' }, { gone: '获取头像昵称' }],
  },
  {
    title: "2021: the same page where WeChat gives nobody's name any more",
    start: 'pages/get-profile/get-profile',
    steps: [
      { server: 'anonymous-profile' },
      { tap: '获取头像昵称' },
      { see: '微信用户，你好' },
      { backend: { users: [{ profile: { nickName: '微信用户' } }] } },
    ],
  },
  {
    title: '2022: picture, name and phone number are given one by one',
    start: 'pages/avatar/avatar',
    steps: [
      { tap: '手机号快捷登录' },
      { deny: '申请获取并验证你的手机号' },
      { toast: '需要手机号才能登录' },
      nobody,
      { tap: '手机号快捷登录' },
      { allow: '申请获取并验证你的手机号' },
      { see: /^手机号 1\d\d\*{4}\d{4}$/ },
      token,
      { tap: '选头像' },
      { allow: '选择头像' },
      { type: '小满', into: '请输入昵称' },
      { tap: '保存' },
      { see: '已保存：小满' },
      {
        backend: {
          sessions: 1,
          users: [{ profile: { nickName: '小满', avatarUrl: /avatars\/\w+\.png$/ } }],
        },
      },
    ],
  },
]
