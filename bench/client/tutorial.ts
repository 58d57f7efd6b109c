import { DEAD_TOKEN, ORIGIN } from './world.ts'

// A developer's own code, as tutorials have it, on the `wx` that is global at that moment.

type Wx = Record<'getStorageSync' | 'setStorageSync', (key: string, value?: unknown) => unknown> &
  Record<'login' | 'request', (options: object) => unknown>

const wxNow = () => (globalThis as unknown as { wx: Wx }).wx

/** Whatever text is in storage; the token of the other session where it is not there. */
export const storedText = (key: string) => (wxNow().getStorageSync(key) as string) || DEAD_TOKEN

/** The token in storage, as tutorials read it. */
export const storedToken = () =>
  (wxNow().getStorageSync('session') as { token?: string }).token ?? ''

/** The sign-in of the tutorials: `wx.login`, the code to the backend, its token into storage. */
export function tutorialSignIn(): Promise<void> {
  return new Promise((resolve, reject) => {
    wxNow().login({
      success: ({ code }: { code: string }) =>
        wxNow().request({
          url: `${ORIGIN}/api/login`,
          method: 'POST',
          data: { code },
          success({ statusCode, data }: { statusCode: number; data: { token: string } }) {
            if (statusCode !== 200) return reject(new Error(`The backend answered ${statusCode}`))
            wxNow().setStorageSync('session', { token: data.token })
            resolve()
          },
          fail: reject,
        }),
      fail: reject,
    })
  })
}
