import { TEST_APPID, type CreateOptions } from './options.ts'

/**
 * What to do with a project that was just made, in the order in which it is done.
 *
 * @param place the project's folder as the developer would type it
 */
export function nextSteps(options: CreateOptions, place: string): string {
  const { parts, appid, backend, language } = options
  const hasPackages = parts.kit || parts.tests || language === 'ts'
  const commands = [
    ...(hasPackages ? ['npm install'] : []),
    ...(parts.kit ? ['npm start         # 预览 the preview: http://127.0.0.1:3900'] : []),
    ...(parts.tests ? ['npm test          # 模拟的手机上登录 signs in on a simulated phone'] : []),
  ]
  const left = [
    ...(appid === TEST_APPID ? ['appid: project.config.json'] : []),
    ...(backend ? [] : [`后端地址 your backend's address: miniprogram/config.${language}`]),
    ...(backend && !backend.startsWith('https:')
      ? ['https：体验版和正式版只能用 https  trial and release builds take no other']
      : []),
  ]
  return [
    '接下来 Next:',
    `  cd ${/\s/.test(place) ? `"${place}"` : place}`,
    '  git init && git add . && git commit -m "Start from weapp-login-kit"',
    ...commands.map((command) => `  ${command}`),
    '  微信开发者工具 WeChat DevTools：导入项目 (Import)，选这个文件夹 choose the folder',
    ...(left.length > 0
      ? ['发布之前 Before you release:', ...left.map((what) => `  ${what}`)]
      : []),
  ].join('\n')
}
