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
export const words = /^zh/i.test(navigator.language) ? zh : en

const phoneZh = {
  menu: '更多',
  leave: '退出小程序',
  comeBack: '回到小程序',
  share: '发送给朋友',
  home: '回到首页',
  restart: '重新进入小程序',
  cancel: '取消',
  applies: '申请',
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
}

/** What WeChat itself says on the phone: in the phone's language, whatever the browser's is. */
export const phoneWords = (language: string) => (language === 'en' ? phoneEn : phoneZh)
