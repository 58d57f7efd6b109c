import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitepress'
import { linkToRepository } from './links.ts'
import { groups } from './pages.ts'
import { tokenize } from './search.ts'

const DOCS = join(import.meta.dirname, '..')

/** The groups of one language, with the pages that are written. */
function sidebar(language: 'zh' | 'en') {
  const root = language === 'zh' ? '' : 'en/'
  return groups.map((group) => ({
    text: group[language],
    items: group.pages
      .filter(({ page }) => existsSync(join(DOCS, root, `${page}.md`)))
      .map((entry) => ({ text: entry[language], link: `/${root}${entry.page}` })),
  }))
}

/** The site of `npm run docs` and `npm run docs:build`; a link that leads nowhere fails the build. */
export default defineConfig({
  title: 'weapp-login-kit',
  cleanUrls: true,
  ignoreDeadLinks: 'localhostLinks',
  outDir: '../build/site',
  cacheDir: '../node_modules/.cache/vitepress',
  srcExclude: ['architecture.md', 'decisions/**'],
  metaChunk: true,
  head: [
    [
      'link',
      {
        rel: 'icon',
        href: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23177245'/><path d='M9 17l5 5 9-12' fill='none' stroke='white' stroke-width='4'/></svg>",
      },
    ],
    // The pictures of a phone are opaque: without this their corners are white in the dark.
    ['style', {}, '.VPHero .image-src { border-radius: 20px }'],
  ],
  // esbuild is newer than the one this Vite expects (package.json): it no longer lowers what Safari 14 lacks.
  vite: {
    publicDir: join(DOCS, 'pictures'),
    build: { target: 'es2022' },
    optimizeDeps: { esbuildOptions: { target: 'es2022' } },
  },
  markdown: { config: (md) => linkToRepository(md) },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize }, searchOptions: { combineWith: 'AND' } },
        locales: {
          root: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                displayDetails: '显示详情',
                resetButtonTitle: '清空',
                backButtonTitle: '关闭',
                noResultsText: '没有找到：',
                footer: { selectText: '打开', navigateText: '切换', closeText: '关闭' },
              },
            },
          },
        },
      },
    },
  },
  locales: {
    root: {
      label: '简体中文',
      lang: 'zh-CN',
      description: '微信小程序登录，一套备齐：模板、假微信和模拟后端、模拟的 wx',
      themeConfig: {
        nav: [
          { text: '开始', link: '/start' },
          { text: '测试', link: '/testing' },
          { text: '错误码', link: '/errors' },
        ],
        sidebar: sidebar('zh'),
        outline: { level: [2, 3], label: '本页内容' },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '深浅色',
        lightModeSwitchTitle: '切换到浅色',
        darkModeSwitchTitle: '切换到深色',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
        skipToContentLabel: '跳到正文',
        notFound: {
          title: '没有这一页',
          quote: '地址可能写错了，或者这一页改了名字。',
          linkText: '回到首页',
          linkLabel: '回到首页',
        },
      },
    },
    en: {
      label: 'English',
      lang: 'en',
      description:
        'WeChat mini-program sign-in, whole: a template, a fake WeChat with a mock backend, a simulated wx',
      themeConfig: {
        nav: [
          { text: 'Start', link: '/en/start' },
          { text: 'Testing', link: '/en/testing' },
          { text: 'Errors', link: '/en/errors' },
        ],
        sidebar: sidebar('en'),
        outline: { level: [2, 3] },
      },
    },
  },
})
