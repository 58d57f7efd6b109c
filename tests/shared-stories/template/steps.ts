import type { StoryStep } from '../../support/story/story.ts'

/** The title of the window that asks for name and picture. */
export const USER_INFO = '申请获取你的公开信息'

/** The title of the window that asks for the phone number. */
export const PHONE_NUMBER = '申请获取并验证你的手机号'

/** Expects the phone to be signed out, and the backend to hold no session. */
export const signedOut: StoryStep[] = [
  { stored: 'session', like: null },
  { backend: { sessions: 0 } },
]

/** From the home page to the window that asks. */
export const askToSignIn: StoryStep[] = [
  { tap: '去登录' },
  { page: 'pages/sign-in/sign-in' },
  { tap: '我已阅读并同意' },
  { tap: '微信授权登录' },
]

/** From the home page, and back to it signed in. */
export const signIn: StoryStep[] = [...askToSignIn, { allow: USER_INFO }, { see: '小满' }]
