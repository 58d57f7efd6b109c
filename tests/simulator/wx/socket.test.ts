import type { HostSocket } from '../../../simulator/wx/host.ts'
import { phone, resetServer, turn } from './phone.ts'

beforeEach(resetServer)

describe('wx.connectSocket', () => {
  const connected = (options: object = {}) => {
    const sent: unknown[] = []
    let happen: (event: string, detail?: object) => void = () => {}
    const openSocket = (): HostSocket => {
      const listeners: Record<string, (event: object) => void> = {}
      const socket = {
        binaryType: '',
        addEventListener: (event: string, listener: (event: object) => void) => {
          listeners[event] = listener
        },
        send: (data: unknown) => void sent.push(data),
        close: (code: number, reason: string) => listeners.close?.({ code, reason }),
      }
      happen = (event, detail = {}) => listeners[event]?.(detail)
      return socket as unknown as HostSocket
    }
    const on = phone({ host: { openSocket } })
    const told: unknown[] = []
    const task = on.wx.connectSocket({ url: 'wss://example.com', ...options })
    task.onOpen(() => void told.push('open'))
    task.onMessage(({ data }) => void told.push(data))
    task.onClose(({ code }) => void told.push(code))
    task.onError(({ errMsg }) => void told.push(errMsg))
    return {
      on,
      task,
      told,
      sent,
      happen: (event: string, detail?: object) => happen(event, detail),
    }
  }

  test('sends and hears until it is closed', async () => {
    const { task, told, sent, happen } = connected()
    await turn()
    happen('open')
    const success = await new Promise((success) => task.send({ data: 'hi', success }))
    expect(success).toEqual({ errMsg: 'sendSocketMessage:ok' })
    happen('message', { data: 'there' })
    task.close({ code: 1000 })
    await turn()
    expect(told).toEqual(['open', 'there', 1000])
    expect(sent).toEqual(['hi'])
    const failed = await new Promise((fail) => task.send({ data: 'late', fail }))
    expect(failed).toEqual({ errMsg: 'sendSocketMessage:fail WebSocket is not connected' })
  })

  test.each([['wx.onSocketOpen, wx.onSocketMessage, wx.onSocketError, wx.onSocketClose']])(
    'the older form speaks of the same connection: %s, wx.sendSocketMessage, wx.closeSocket',
    async () => {
      const { on, sent, happen } = connected()
      const told: unknown[] = []
      on.wx.onSocketOpen(() => void told.push('open'))
      on.wx.onSocketMessage(({ data }) => void told.push(data))
      on.wx.onSocketError(() => void told.push('error'))
      on.wx.onSocketClose(() => void told.push('close'))
      await turn()
      happen('open')
      await on.wx.sendSocketMessage({ data: 'hi' })
      happen('message', { data: 'there' })
      happen('error')
      await on.wx.closeSocket({})
      expect([told, sent]).toEqual([['open', 'there', 'error', 'close'], ['hi']])
      await expect(on.wx.closeSocket({})).rejects.toMatchObject({
        errMsg: 'closeSocket:fail WebSocket is not connected',
      })
    },
  )

  test('breaks off without a network', async () => {
    const { wx, network } = phone()
    network.isOnline = false
    const told: unknown[] = []
    const task = wx.connectSocket({ url: 'wss://example.com' })
    task.onError(() => void told.push('error'))
    task.onClose(({ code }) => void told.push(code))
    await turn()
    expect(told).toEqual(['error', 1006])
  })

  test.each([['another protocol', 'https://example.com', 'invalid url', 600009]])(
    'fails with %s',
    async (_, url, reason, errno) => {
      const { wx } = phone()
      const failed = await new Promise((fail) => wx.connectSocket({ url, fail }))
      expect(failed).toEqual({ errMsg: `connectSocket:fail ${reason}`, errno })
    },
  )

  test('fails for a sixth', async () => {
    const { on } = connected()
    for (let more = 0; more < 4; more++) on.wx.connectSocket({ url: 'wss://a' })
    const failed = await new Promise((fail) => on.wx.connectSocket({ url: 'wss://a', fail }))
    expect(failed).toMatchObject({ errMsg: 'connectSocket:fail exceed max task count' })
  })
})
