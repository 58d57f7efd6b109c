import { say } from '../../../mock-server/index.ts'

/** Titles and comments of the tests that a new project comes with, and the same in Chinese. */
const CHINESE: readonly [english: string, chinese: string][] = [
  ['signs in when the user allows it', '用户允许后登录成功'],
  ['stays signed out when the user refuses', '用户拒绝后仍是未登录'],
  [
    'goes on when the session is over: signed in again without a word',
    '登录态过期后静默续期，用户没有察觉',
  ],
  ['signs out for good', '退出登录后不留下登录态'],
  ['signs in, and keeps the session', '登录成功并保存登录态'],
  ['asks for the agreement first', '登录前必须先同意协议'],
  ['Signs in as a person does, from the home page.', '从首页开始，像人一样登录。'],
]

/** A test file of a new project in the terminal's language; the templates are in English. */
export const translateTests = (code: string): string =>
  CHINESE.reduce(
    (text, [english, chinese]) => text.replaceAll(english, say(chinese, english)),
    code,
  )
