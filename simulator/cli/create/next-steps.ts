import { say } from '../../../mock-server/index.ts'
import { TEST_APPID, type CreateOptions } from './options.ts'

/**
 * The next steps with a project that was just made, in the order in which it is done.
 *
 * @param place the project's folder as the developer would type it
 */
export function nextSteps(options: CreateOptions, place: string): string {
  const { parts, appid, backend, language } = options
  const hasPackages = parts.kit || parts.tests || language === 'ts'
  const commands = [
    ...(hasPackages ? ['npm install'] : []),
    ...(parts.kit ? ['npm start'] : []),
    ...(parts.tests ? ['npm test'] : []),
  ]
  const config = `miniprogram/config.${language}`
  const left = [
    ...(appid === TEST_APPID ? ['appid: project.config.json'] : []),
    ...(backend ? [] : [say(`后端地址：${config}`, `your backend's address: ${config}`)]),
    ...(backend && !backend.startsWith('https:')
      ? [say('https：体验版和正式版只能用它', 'https: trial and release builds take no other')]
      : []),
  ]
  return [
    say('接下来：', 'Next:'),
    `  cd ${/\s/.test(place) ? `"${place}"` : place}`,
    '  git init',
    // Without a word beside them: cmd knows no comments, and people copy whole lines.
    ...commands.map((command) => `  ${command}`),
    ...(parts.kit
      ? [
          say(
            '  npm start 的预览在 http://127.0.0.1:3900',
            '  npm start shows the preview at http://127.0.0.1:3900',
          ),
        ]
      : []),
    say(
      '  微信开发者工具：导入项目，选这个文件夹',
      '  WeChat DevTools: 导入项目 (Import), choose the folder',
    ),
    ...(left.length > 0
      ? [say('发布之前：', 'Before you release:'), ...left.map((what) => `  ${what}`)]
      : []),
  ].join('\n')
}
