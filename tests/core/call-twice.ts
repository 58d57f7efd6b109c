type Callbacks = Record<string, (result: unknown) => void>

/** Lets every callback of a phone's `wx` come twice, and then the other one. */
export function callTwice(wx: WechatMiniprogram.Wx) {
  for (const api of ['request', 'uploadFile', 'downloadFile', 'login', 'checkSession'] as const) {
    const real = wx[api] as (options: object) => unknown
    const twice = ({ success, fail, ...options }: Callbacks) =>
      real({
        ...options,
        success(result: unknown) {
          success?.(result)
          success?.(result)
          fail?.({ errMsg: `${api}:fail` })
        },
        fail(result: unknown) {
          fail?.(result)
          success?.({ statusCode: 200, data: { who: 'nobody' }, code: 'code-of-nobody' })
        },
      })
    Object.assign(wx, { [api]: twice })
  }
}
