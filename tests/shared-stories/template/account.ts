import type { Story, StoryStep } from '../../support/story/story.ts'
import { PHONE_NUMBER, signIn } from './steps.ts'

const AVATAR = '选择头像'

const editProfile: StoryStep[] = [
  ...signIn,
  { tap: '编辑个人资料' },
  { page: 'pages/profile/profile' },
  { field: '昵称', holds: '小满' },
]

const openSettings: StoryStep[] = [{ tap: '设置' }, { page: 'pages/settings/settings' }]

/** The profile and the settings: a person's stories with the template's pages. */
export const stories: Story[] = [
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
      { stored: 'userinfo', like: { nickName: '阿福', avatarUrl: /\/api\/avatars\// } },
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
      { gone: '微信审核没有通过这个昵称，已把它清空。请换一个' },
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
      { type: '阿福', into: '昵称' },
      { gone: '已取消' },
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
      { tap: 'Settings' },
      { tap: 'Language' },
      { choose: 'As in WeChat' },
      { title: '设置' },
      { stored: 'language', like: null },
    ],
  },
]
