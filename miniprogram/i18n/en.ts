import type { Words } from './zh-CN'

export const en: Words = {
  home: {
    title: 'Sign-in example',
    heading: 'Hello, have a look around',
    browse: 'You can browse without signing in. We ask only when we need to know who you are.',
    goToSignIn: 'Sign in',
    askServer: 'Ask the server who I am',
    serverSays: 'Server: you are {name}, signed in for {hours} more hours',
    signOut: 'Sign out',
    nameless: 'No name yet',
  },
  signIn: {
    title: 'Sign in',
    heading: 'Sign in to go on',
    why: 'Signing in tells us who you are and shows your name and picture. You can refuse and keep browsing.',
    authorize: 'Sign in with WeChat',
    notNow: 'Not now',
    done: 'Signed in',
    upgrade: 'Please update WeChat to sign in',
  },
  errors: {
    ERR_USER_DENIED: 'Cancelled',
    ERR_WECHAT_LOGIN: 'WeChat could not sign you in. Please try again',
    ERR_NETWORK: 'The server can’t be reached. Check your connection and try again',
    ERR_TIMEOUT: 'The server did not answer in time. Please try again',
    ERR_CODE_INVALID: 'This sign-in is no longer valid. Please tap sign in again',
    ERR_USER_BLOCKED: 'WeChat does not let this account sign in at present',
    ERR_RATE_LIMITED: 'Too many sign-ins. Please try again in a minute',
    ERR_WECHAT_BUSY: 'WeChat is busy. Please try again later',
    ERR_SESSION_EXPIRED: 'Your session is over. Please sign in again',
    ERR_SIGNED_OUT: 'You are signed out',
    ERR_USER_CHANGED: 'Somebody else is signed in now. Please try again',
    ERR_SERVER: 'The server has a problem. Please try again later',
  },
}
