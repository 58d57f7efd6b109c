import { TEST_APPID, type CreateOptions } from './options.ts'

/**
 * What to do with a project that was just made, in the order in which it is done.
 *
 * @param place the project's folder as the developer would type it
 */
export function nextSteps(options: CreateOptions, place: string): string {
  const { parts, appid, backend, language } = options
  const commands = parts.mock
    ? ['npm start         # the preview and the mock server: http://127.0.0.1:3900']
    : []
  commands.push(
    parts.tests
      ? 'npm test          # the pages sign in, with taps, refusals and failures'
      : 'npm test          # the types',
  )
  const left = [
    ...(appid === TEST_APPID ? ['its appid, in project.config.json'] : []),
    ...(backend ? [] : [`your backend's address, in miniprogram/config.${language}`]),
    ...(backend && !backend.startsWith('https:')
      ? ['an https address: WeChat sends trial and release builds to no other']
      : []),
  ]
  return [
    'Next:',
    `  cd ${/\s/.test(place) ? `"${place}"` : place}`,
    '  git init && git add . && git commit -m "Start from weapp-login-kit"',
    '  npm ci',
    ...commands.map((command) => `  ${command}`),
    '  WeChat DevTools: 导入项目 (Import), choose the folder',
    ...(left.length > 0 ? ['Before you release:', ...left.map((what) => `  ${what}`)] : []),
  ].join('\n')
}
