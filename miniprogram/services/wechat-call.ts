import { ServiceError, type ServiceErrorCode } from './errors'
import { begin, type Call, type Task } from './task'
import { measured } from './telemetry'

const DEADLINE_MS = 10_000

interface Failure {
  errMsg?: string
  errno?: number
}

interface Callbacks<Result> {
  success: (result: Result) => void
  fail: (failure?: Failure) => void
}

/**
 * Calls a `wx` API with callbacks and a deadline. The call is made at once, so a tap that led here
 * still counts.
 *
 * @param milliseconds how long to wait; by default ten seconds, too short for APIs that wait for a
 *   person
 * @param codeOfFailure what WeChat's failure means
 * @throws ServiceError `ERR_TIMEOUT`, or `ERR_UNSUPPORTED` where the phone's WeChat lacks the API
 */
export function callWechat<Result>(
  api: keyof WechatMiniprogram.Wx,
  run: (callbacks: Callbacks<Result>) => void,
  milliseconds = DEADLINE_MS,
  codeOfFailure: (errMsg: string, errno?: number) => ServiceErrorCode = () => 'ERR_WECHAT_LOGIN',
): Call<Result> & Task<Result> {
  const work = () =>
    new Promise<Result>((resolve, reject) => {
      const fail = ({ errMsg = `${api}:fail`, errno }: Failure = {}) => {
        reject(new ServiceError(codeOfFailure(errMsg, errno), errMsg))
      }
      if (!wx[api]) throw new ServiceError('ERR_UNSUPPORTED', `No wx.${api} here`)
      try {
        run({ success: resolve, fail })
      } catch (error) {
        fail({ errMsg: `${api}:fail ${String(error)}` })
      }
    })
  const name = `wx.${api}` as const
  return measured(name, begin(name, milliseconds, work))
}
