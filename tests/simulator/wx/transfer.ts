import { phone, type Answer, type TestPhone, type TestPhoneOptions } from './phone.ts'

/** The address that transfers ask for by default. */
export const url = 'https://backend.test/answer'

/** A transfer's result, and `order`: when the call returned and when a callback came. */
export interface Answered {
  errMsg: string
  errno?: number
  data?: unknown
  statusCode?: number
  [more: string]: unknown
}

/** The APIs that transfer something. */
export type TaskApi = 'request' | 'uploadFile' | 'downloadFile'

/** The task that one of them returns. */
export type Task = WechatMiniprogram.UploadTask & WechatMiniprogram.RequestTask

/** Starts a transfer; gives its task, and what its callbacks get. */
export function start({ wx }: TestPhone, api: TaskApi, options: object = {}) {
  let task: Task | undefined
  const order: string[] = []
  const answered = new Promise<Answered>((resolve) => {
    const callbacks = {
      success: () => order.push('success'),
      fail: () => order.push('fail'),
      complete: (result: Answered) => resolve({ ...result, order: order.join() }),
    }
    task = wx[api]({ url, ...options, ...callbacks } as never) as Task
    order.push('returned')
  })
  return { task: task as Task, answered }
}

/** Transfers on a phone of its own, and gives the result. Callbacks come later than the return. */
export const transfer = async (
  options: object = {},
  settings: TestPhoneOptions = {},
  api: TaskApi = 'request',
) => {
  const { order, ...result } = await start(phone(settings), api, options).answered
  expect(order).toBe(result.errMsg === `${api}:ok` ? 'returned,success' : 'returned,fail')
  return result
}

/** A backend that answers everything with this. */
export const answering =
  (body: BodyInit | null, init: ResponseInit = {}): Answer =>
  () =>
    new Response(body, init)
