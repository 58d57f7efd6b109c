import type { ConnectionEnv } from './http/connection.ts'
import type { WechatFetch } from './backend/wechat.ts'

type Serve = (request: Request, env: ConnectionEnv) => Promise<Response>

/**
 * A `fetch` for what this server's backend asks this server's WeChat: the same routes, faults, steps
 * and deadline, and no connection.
 */
export function askOwn(serve: Serve): WechatFetch {
  return (url, init, deadlineMs) =>
    withDeadline(serve(new Request(url, init), { isInner: true }), deadlineMs)
}

/**
 * A deadline whose timer is cleared once the request is answered; one of `AbortSignal.timeout` would
 * stay.
 */
function withDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The deadline is over.')), deadlineMs)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
