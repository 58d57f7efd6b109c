import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import type { HostSocket } from '../host.ts'
import { requireParameters } from '../parameters.ts'
import { SocketTask } from './socket-task.ts'

const LIMIT = 5

type ConnectOptions = WechatMiniprogram.ConnectSocketOption

/**
 * WebSocket connections, in both forms: a task for each, and the older one of a single connection
 * (`wx.onSocketOpen`), which gets the events of the first open one.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/network/websocket/wx.connectSocket.html
 */
export function socketApis(phone: Context) {
  const { makeApi, reportError, network } = phone
  const tasks = new Set<SocketTask>()
  const shared = new SocketTask(reportError).listeners
  /** The connection that the older form (`wx.sendSocketMessage`) uses. */
  const first = () => {
    const [task] = tasks
    if (!task) throw new ApiFailure('WebSocket is not connected')
    return task
  }
  const connect = (options: ConnectOptions) => {
    const task = new SocketTask(reportError)
    const { open, message, error, close } = task.listeners
    const isFirst = () => [...tasks][0] === task
    open.add((event) => void (isFirst() && shared.open.tell(event, reportError)))
    message.add((event) => void (isFirst() && shared.message.tell(event, reportError)))
    error.add((event) => void (isFirst() && shared.error.tell(event, reportError)))
    close.add((event) => {
      if (isFirst()) shared.close.tell(event, reportError)
      tasks.delete(task)
    })
    const start = makeApi(
      'connectSocket' as never,
      ((given: ConnectOptions) => {
        requireParameters(given, { url: 'String' })
        if (!/^wss?:\/\//i.test(given.url)) throw new ApiFailure('invalid url', 600009)
        if (tasks.size >= LIMIT) throw new ApiFailure('exceed max task count', 600007)
        tasks.add(task)
        if (!network.isOnline) {
          queueMicrotask(() => task.fail('network is offline'))
          return { socketTaskId: tasks.size }
        }
        task.follow(openSocket(phone, given))
        return { socketTaskId: tasks.size }
      }) as never,
    ) as unknown as (options: ConnectOptions) => unknown
    // Callbacks or not, a task is what comes back.
    const never = () => {}
    const hasCallback = options.success ?? options.fail ?? options.complete
    start(hasCallback ? options : { ...options, complete: never })
    return publicTask(phone, task)
  }
  const others = defineOthers({
    connectSocket: connect as never,
    onSocketOpen: shared.open.add as never,
    onSocketMessage: shared.message.add as never,
    onSocketError: shared.error.add as never,
    onSocketClose: shared.close.add as never,
  })
  const asynchronous = defineApis(phone, {
    sendSocketMessage: ({ data }) => first().sendNow(data),
    closeSocket: ({ code, reason }) => first().closeNow(code, reason),
  })
  return { ...others, ...asynchronous }
}

function publicTask({ makeApi }: Context, task: SocketTask) {
  const { open, message, error, close } = task.listeners
  const call = (run: (options: never) => void) => makeApi('sendSocketMessage', run as never)
  return {
    send: call(({ data }: { data: string | ArrayBuffer }) => task.sendNow(data)),
    close: makeApi('closeSocket', ({ code, reason }) => task.closeNow(code, reason)),
    onOpen: open.add,
    onMessage: message.add,
    onError: error.add,
    onClose: close.add,
    get readyState() {
      return task.readyState
    },
    CONNECTING: 0,
    OPEN: 1,
    CLOSING: 2,
    CLOSED: 3,
  }
}

function openSocket({ host }: Context, { url, protocols = [] }: ConnectOptions): HostSocket {
  if (host.openSocket) return host.openSocket(url, protocols)
  if (typeof WebSocket === 'undefined') {
    throw new ApiFailure(
      'this Node has no WebSocket: give createSimulator host.openSocket, or use 22',
    )
  }
  return new WebSocket(url, protocols)
}
