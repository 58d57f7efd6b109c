import type { Story } from '../../support/story/story.ts'

/** Signing in by the buttons of a library, which pass `open-type` and its events on to WeChat's. */
export const signIn: Story[] = [
  {
    title: 'signs in by its own buttons, with phone, profile and picture',
    start: 'pages/mine/mine',
    steps: [
      { tap: '登录' },
      { see: '登录了：无名' },
      { stored: 'token', like: /^.{20,}$/ },
      { tap: '绑定手机' },
      { allow: '申请获取并验证你的手机号' },
      { see: /^手机：1\d\d\*{4}\d{4}$/ },
      { tap: '微信资料' },
      { allow: '申请获取你的公开信息' },
      { see: '资料：小满' },
      { tap: '换头像' },
      { allow: '选择头像' },
      { see: '头像上传了' },
      { backend: { sessions: 1, users: [{ profile: { nickName: '小满' } }] } },
      { tap: '绑定手机' },
      { deny: '申请获取并验证你的手机号' },
      { see: /^getPhoneNumber:fail/ },
    ],
  },
]
