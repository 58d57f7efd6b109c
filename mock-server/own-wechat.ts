import type { ConnectionEnv } from './http/connection.ts'
import type { WechatFetch } from './backend/wechat.ts'

type Serve = (request: Request, env: ConnectionEnv) => Promise<Response>

/**
 * A `fetch` for what this server's backend asks this server's WeChat: the same routes, faults,
 * steps and deadline, and no connection. Since a sign-in waits for it, it makes no more of a
 * request and an answer than those routes look at.
 */
export function askOwn(serve: Serve): WechatFetch {
  return async (url, init, deadlineMs) => {
    let heard: string | undefined
    const answer = serve(asRequest(url, init), { hear: (text) => (heard = text) })
    const response = await withDeadline(answer, deadlineMs)
    return heard === undefined ? response : { text: () => heard as string }
  }
}

const NO_HEADERS = new Headers()

function asRequest(url: string, { method = 'GET', ...init }: RequestInit): Request {
  if (init.body) return new Request(url, { method, ...init })
  return { method, url, headers: NO_HEADERS } as Request
}

/** The deadline of a request that leaves no trace once it is answered; an AbortSignal would. */
function withDeadline<T>(answer: Promise<T>, deadlineMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The deadline is over.')), deadlineMs)
    const settled = (value: T) => {
      clearTimeout(timer)
      resolve(value)
    }
    answer.then(settled, (error: unknown) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
