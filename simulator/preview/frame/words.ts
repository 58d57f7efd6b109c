import { isChinese } from './language.ts'

const zh = {
  back: '返回',
  home: '返回首页',
  fold: '收起检查器',
  unfold: '展开检查器',
  noneAsked: '尚未询问',
  compileErrors: '编译错误',
  stopped: '页面没有显示出来',
  elsewhere: '其他页面有 {n} 处错误',
  close: '关闭',
  done: '完成',
}

const en: typeof zh = {
  back: 'Back',
  home: 'Home',
  fold: 'Fold the inspector',
  unfold: 'Unfold the inspector',
  noneAsked: 'None asked for yet',
  compileErrors: 'Does not compile',
  stopped: 'The page shows nothing',
  elsewhere: '{n} faults in other pages',
  close: 'Close',
  done: 'Done',
}

/** The frame's own words: Chinese for a Chinese browser, English for every other. */
export const words = isChinese ? zh : en

const phoneZh = {
  menu: '更多',
  leave: '退出小程序',
  comeBack: '回到小程序',
  share: '发送给朋友',
  home: '回到首页',
  restart: '重新进入小程序',
  cancel: '取消',
  applies: '申请',
  useNickname: '用微信昵称',
}

const phoneEn: typeof phoneZh = {
  menu: 'More',
  leave: 'Leave the mini-program',
  comeBack: 'Back to the mini-program',
  share: 'Send to chat',
  home: 'Home page',
  restart: 'Reenter mini-program',
  cancel: 'Cancel',
  applies: 'requests',
  useNickname: 'Use WeChat name',
}

/** WeChat's own words on the phone: in the phone's language, whatever the browser's is. */
export const phoneWords = (language: string) => (language === 'en' ? phoneEn : phoneZh)

/** The words of WeChat's windows, for a phone that is in English. */
const english: Record<string, string> = {
  允许: 'Allow',
  拒绝: 'Reject',
  不允许: "Don't Allow",
  同意: 'Agree',
  取消: 'Cancel',
  申请获取你的公开信息: 'Access your public information',
  '获取你的昵称、头像、地区及性别': 'Your nickname, picture, region and gender',
  申请获取并验证你的手机号: 'Access and verify your phone number',
  微信绑定的手机号: 'The number linked to WeChat',
  选择头像: 'Choose a picture',
  用微信头像: 'Use WeChat picture',
  从相册选择: 'Choose from album',
  拍照: 'Take a photo',
}

/** A text of WeChat's in English; one that a developer wrote stays as it is. */
export const inEnglish = (text: string) => english[text] ?? text
