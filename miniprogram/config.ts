/**
 * Yours to change: all that differs between backends. `npm run lift` and later versions never
 * overwrite it.
 */
import type { BackendOptions } from './services/backend-options'

/** The address of the developer's backend, for each kind of build. */
const backends: Record<'develop' | 'trial' | 'release', string> = {
  // `npm start` of this project. On a phone in the same network, put in the computer's address.
  // Before you submit: an address that WeChat's reviewers reach, whose build may call itself develop.
  develop: 'http://127.0.0.1:3900',
  // Your own servers; each must stand in the mini-program's list of request domains.
  // weapp-login-kit's `backends/` holds whole ones to begin with, in Node, Java, Go, PHP and Python.
  trial: 'https://staging.example.com',
  release: 'https://api.example.com',
}

let address = ''

/** The backend's address for the build that runs, without a slash at its end. */
export function backendUrl(): string {
  // Asked once: it does not change, and asking costs time at every call.
  if (!address) {
    // Base libraries below 2.2.2 can't tell the build: only released ones run there.
    const account = wx.getAccountInfoSync && wx.getAccountInfoSync()
    address = (account && backends[account.miniProgram.envVersion]) || backends.release
  }
  return address
}

/**
 * A backend like the mock one needs its address alone. `services/backend-options` lists what else
 * can be said: an envelope, another header, a refresh token, cookies, several backends, when to sign
 * in.
 */
export const backend: BackendOptions = {
  url: backendUrl,
}

/** Shown in the settings where WeChat tells none: it knows the version of released builds only. */
export const VERSION = '0.1.0'
