/** A page of the site: its file name in `docs/` and in `docs/en/`, and its title in both languages. */
interface Entry {
  page: string
  zh: string
  en: string
}

/** The sidebar of both languages, by what a reader comes to do. Pages are listed nowhere else. */
export const groups: { zh: string; en: string; pages: Entry[] }[] = [
  {
    zh: '开始',
    en: 'Start',
    pages: [
      { page: 'start', zh: '新建一个小程序', en: 'A new mini-program' },
      { page: 'existing', zh: '给已有的小程序加登录', en: 'Sign-in for an existing one' },
      { page: 'frameworks', zh: 'Taro、uni-app、Vant……', en: 'Taro, uni-app, Vant...' },
      { page: 'tutorials', zh: '教程里的写法后来怎样了', en: 'From the tutorials to today' },
    ],
  },
  {
    zh: '登录',
    en: 'Sign-in',
    pages: [
      { page: 'sessions', zh: '登录态', en: 'Sessions' },
      { page: 'profile', zh: '隐私、手机号、头像、昵称', en: 'Privacy, phone, picture, nickname' },
      { page: 'components', zh: '模板的组件', en: "The template's components" },
      { page: 'errors', zh: '错误码', en: 'Errors' },
    ],
  },
  {
    zh: '后端',
    en: 'Backend',
    pages: [
      { page: 'backends', zh: '接上自己的后端', en: 'Your own backend' },
      { page: 'point-your-backend', zh: '让后端连上假微信', en: 'Point it at the fake WeChat' },
      { page: 'going-live', zh: '上线', en: 'Going live' },
      { page: 'neighbours', zh: '企业微信、公众号等', en: 'WeCom, official accounts...' },
    ],
  },
  {
    zh: '测试',
    en: 'Testing',
    pages: [
      { page: 'testing', zh: '用 jest 测试', en: 'With jest' },
      { page: 'vitest', zh: '用 vitest 测试', en: 'With vitest' },
      { page: 'automator', zh: '在 CI 里跑 automator', en: 'Automator in CI' },
      { page: 'inspector', zh: '预览与检查器', en: 'Preview and inspector' },
      { page: 'troubleshooting', zh: '遇到问题', en: 'Troubleshooting' },
    ],
  },
  {
    zh: '参考',
    en: 'Reference',
    pages: [
      { page: 'simulator', zh: '模拟的 wx', en: 'The simulated wx' },
      { page: 'built-in-components', zh: '微信的内置组件', en: "WeChat's components" },
    ],
  },
]
