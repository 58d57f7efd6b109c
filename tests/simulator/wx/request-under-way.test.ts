import { echo, phone, turn, type Answer } from './phone.ts'
import { url, start, transfer, answering } from './transfer.ts'

afterEach(() => {
  jest.useRealTimers()
})

describe('wx.request under way', () => {
  const never: Answer = () => new Promise(() => {})

  test('fails after its time, or that of app.json', async () => {
    const late = { errMsg: 'request:fail timeout', errno: 5 }
    expect(await transfer({ timeout: 5 }, { answer: never })).toEqual(late)
    const networkTimeout = { request: 5 }
    expect(await transfer({}, { answer: never, networkTimeout })).toEqual(late)
    const old = { device: { baseLibrary: '2.9.9' }, networkTimeout }
    expect(await transfer({ timeout: 60_000 }, { answer: never, ...old })).toEqual({
      errMsg: 'request:fail timeout', // neither the option nor errno are known yet
    })
  })

  test('waits for a minute', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    const { answered } = start(phone({ answer: never }), 'request')
    let isOver = false
    void answered.then(() => (isOver = true))
    await jest.advanceTimersByTimeAsync(59_999)
    expect(isOver).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    expect((await answered).errMsg).toBe('request:fail timeout')
  })

  test('can be aborted, under way or in the queue', async () => {
    const on = phone({ answer: never })
    const calls = Array.from({ length: 12 }, () => start(on, 'request'))
    await turn()
    calls[11]?.task.abort()
    expect(await calls[11]?.answered).toMatchObject({ errMsg: 'request:fail abort' })
    calls[0]?.task.abort()
    expect(await calls[0]?.answered).toMatchObject({ errMsg: 'request:fail abort' })
    for (const { task } of calls) task.abort()
  })

  test('runs ten at once, with uploads and downloads; the others wait in their order', async () => {
    let running = 0
    let most = 0
    const order: string[] = []
    const answer: Answer = async (request) => {
      order.push(new URL(request.url).search)
      most = Math.max(most, ++running)
      await turn()
      running--
      return Response.json({})
    }
    const on = phone({ answer })
    const filePath = on.files.add('x')
    const answers = Array.from({ length: 24 }, (_, call) => {
      const api = (['request', 'uploadFile', 'downloadFile'] as const)[call % 3] ?? 'request'
      return start(on, api, { url: `${url}?${call}`, filePath, name: 'file' }).answered
    })
    expect((await Promise.all(answers)).map(({ statusCode }) => statusCode)).toEqual(
      Array(24).fill(200),
    )
    expect(most).toBe(10)
    expect(order).toEqual(Array.from({ length: 24 }, (_, call) => `?${call}`))
  })

  test('tells of headers, and of chunks where they are asked for', async () => {
    const on = phone({ answer: answering('chunk', { headers: { 'x-a': '1' } }) })
    const { task, answered } = start(on, 'request', { enableChunked: true })
    const heard: unknown[] = []
    const removed = () => heard.push('removed')
    task.onHeadersReceived(({ header }) => void heard.push(header['X-A' as never]))
    task.onHeadersReceived(removed)
    task.offHeadersReceived(removed)
    task.onChunkReceived(({ data: chunk }) => void heard.push(new TextDecoder().decode(chunk)))
    expect(await answered).toMatchObject({ data: '', statusCode: 200 })
    expect(heard).toEqual(['1', 'chunk'])
  })

  test('follows redirects, or not', async () => {
    const seen: string[] = []
    const answer: Answer = (request) => {
      seen.push(request.redirect)
      return new Response('')
    }
    await transfer({}, { answer })
    await transfer({ redirect: 'manual' }, { answer })
    expect(seen).toEqual(['follow', 'manual'])
  })

  test('checks the domain to the letter, where they are given', async () => {
    const domains = {
      request: ['https://backend.test', 'https://other.test:8443', 'https://api.weixin.qq.com'],
    }
    const asked = async (to: string) => (await transfer({ url: to }, { domains })).errMsg
    expect(await asked('https://backend.test/a?b')).toBe('request:ok')
    expect(await asked('https://other.test:8443/a')).toBe('request:ok')
    for (const wrong of [
      'http://backend.test/a',
      'https://backend.test:443/a',
      'https://sub.backend.test/a',
      'https://other.test/a',
      'https://api.weixin.qq.com/sns/jscode2session',
    ]) {
      expect(await transfer({ url: wrong }, { domains })).toEqual({
        errMsg: 'request:fail url not in domain list',
        errno: 600002,
      })
    }
    expect(await transfer({}, { domains }, 'downloadFile')).toMatchObject({ errno: 600002 })
  })

  test('is interrupted after five seconds in the background, until the return', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    let isSlow = true
    const on = phone({ answer: (request) => (isSlow ? never(request) : echo(request)) })
    const early = start(on, 'request').answered
    on.app.hide()
    const within = start(on, 'request').answered
    await jest.advanceTimersByTimeAsync(4999)
    const pending = Symbol('pending')
    expect(await Promise.race([early, within, Promise.resolve(pending)])).toBe(pending)
    await jest.advanceTimersByTimeAsync(1)
    const interrupted = { errMsg: 'request:fail interrupted', errno: 600003 }
    expect(await early).toMatchObject(interrupted)
    expect(await within).toMatchObject(interrupted)
    expect(await start(on, 'request').answered).toMatchObject(interrupted)
    isSlow = false
    on.app.show()
    expect(await start(on, 'request').answered).toMatchObject({ statusCode: 200 })
  })

  test('survives a short look elsewhere', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] })
    let finish = (_: Response) => {}
    const answer = () => new Promise<Response>((resolve) => (finish = resolve))
    const on = phone({ answer })
    const { answered } = start(on, 'request')
    on.app.hide()
    await jest.advanceTimersByTimeAsync(4000)
    on.app.show()
    await jest.advanceTimersByTimeAsync(4000)
    finish(Response.json({ a: 1 }))
    expect(await answered).toMatchObject({ data: { a: 1 } })
  })

  test('reports what a callback throws, and calls the other all the same', async () => {
    const on = phone()
    const completed = new Promise((resolve) => {
      const success = () => {
        throw new Error('mine')
      }
      on.wx.request({ url, success, complete: resolve })
    })
    await completed
    expect(on.problems).toMatchObject([{ message: 'mine' }])
  })
})
