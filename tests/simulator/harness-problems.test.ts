import { http, HttpResponse } from 'msw'
import {
  allow,
  launch as launchIn,
  mountComponent,
  server,
  takeProblems,
} from '../../simulator/jest/index.ts'
import { failOnProblems } from '../../simulator/jest/problems.ts'
import { miniprogram, launch } from './harness-miniprogram.ts'

afterEach(() => {
  jest.useRealTimers()
})

describe('what goes wrong fails the test', () => {
  test.each([
    ['抛', 'error', 'handler broke', 'It was thrown in a handler'],
    ['拒', 'rejection', 'nobody caught it', 'A promise was rejected and nobody handled it'],
    ['拒物', 'rejection', "{ errMsg: 'login:fail' }", 'give the call a fail'],
    ['报', 'console.error', "it { went: 'wrong' }", "allow('console.error'"],
    ['缺', 'api', 'wx.createUDPSocket is not simulated', "allow('api'"],
    [
      '网',
      'url',
      "No handler answers GET https://api.example.com/unknown (asked on pages/broken/broken). Give it one: server.use(http.get('https://api.example.com/unknown'",
      "allow('url'",
    ],
  ] as const)('%s: %s', async (button, kind, message, help) => {
    const { user, idle } = launch('/pages/broken/broken')
    await user.tap(button)
    await idle()
    let failure: Error | undefined
    try {
      failOnProblems()
    } catch (error) {
      failure = error as Error
    }
    for (const part of [message, help]) {
      expect(failure?.message).toContain(part)
      expect(failure?.stack).toContain(part)
    }
    expect(failure?.message).not.toContain('token')
    expect(takeProblems()).toEqual([])
    expect(kind).toBeTruthy()
  })

  test.each([
    ['抛', 'error', 'handler broke'],
    ['拒', 'rejection', /^nobody/],
    ['报', 'console.error', 'went'],
    ['缺', 'api', 'createUDPSocket'],
    ['网', 'url', 'api.example.com/unknown'],
  ] as const)('unless the test allows it: %s', async (button, kind, which) => {
    allow(kind, which)
    const { user, idle } = launch('/pages/broken/broken')
    await user.tap(button)
    await idle()
    expect(failOnProblems).not.toThrow()
  })

  test('and what was allowed is just that', async () => {
    allow('error', 'something else')
    allow('console.error', 'handler broke')
    const { user } = launch('/pages/broken/broken')
    await user.tap('抛')
    expect(failOnProblems).toThrow('handler broke')
  })

  test('several at once are all named', async () => {
    const { user } = launch('/pages/broken/broken')
    await user.tap('抛')
    await user.tap('报')
    expect(failOnProblems).toThrow("And 1 more:\n- console.error: it { went: 'wrong' }")
  })
})

describe('the mini-program', () => {
  test("'s subpackages, packages and components of app.json are found", async () => {
    const { user, screen } = launch()
    screen.getByText('徽章新')
    await user.tap('更多')
    expect(screen.page).toEqual({
      path: 'extra/pages/more/more',
      query: { from: 'form' },
      title: '示例',
    })
    screen.getByText('★小词')
    screen.getByText('来自 form')
  })

  test("'s scripts run once a launch, pages' too", async () => {
    const phone = launch()
    await phone.user.tap('再开')
    phone.screen.getByText('第2次') // the script ran once, so its variable counts on
    const count = (launched: typeof phone) => (launched.app.get() as { count(): number }).count()
    expect([count(phone), count(phone)]).toEqual([1, 2])
    const counter = phone.module('utils/counter') as { next(): number }
    expect(counter.next()).toBe(3) // the very one that app.js has
    expect(count(phone.relaunch())).toBe(1)
  })

  test('says what is missing', () => {
    expect(() => mountComponent('components/lost/lost', {}, { miniprogram })).toThrow(
      'components/lost/lost.json: component <gone> is not found at "../gone/gone"',
    )
    expect(() => launch('/pages/none/none')).toThrow('pages/none/none is no page of app.json')
    expect(() => launch().module('utils/none')).toThrow("module 'utils/none.js' is not defined")
    expect(() => launchIn(undefined, { miniprogram: 'nowhere' })).toThrow(
      /There is no app\.json in .*nowhere/,
    )
  })
})

test('two phones in one test share nothing but the servers', async () => {
  const ann = launch(undefined, { stored: { who: 'Ann' } })
  const bob = launch(undefined, { stored: { who: 'Bob' } })
  await ann.user.tap('谁') // after Bob's phone was started
  await bob.user.tap('谁')
  expect(ann.screen.getByTestId('said').text).toBe('Ann')
  expect(bob.screen.getByTestId('said').text).toBe('Bob')
  await ann.user.tap('更多')
  ann.screen.getByText('来自 form')
  expect(bob.screen.page?.path).toBe('pages/form/form')
  await ann.user.back()
  await ann.user.tap('问')
  await bob.user.tap('关闭') // Ann's dialog does not lie over it
  expect(bob.screen.dialog).toBeUndefined()
  const count = (phone: typeof ann) => (phone.app.get() as { count(): number }).count()
  expect([count(ann), count(ann), count(bob)]).toEqual([1, 2, 1])
})

test('a request meets the handlers of the test before anything else', async () => {
  server.use(http.get('https://api.example.com/word', () => HttpResponse.json('好的')))
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('好的')
})

test('and they are gone in the next test', async () => {
  allow('url', 'api.example.com/word')
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('不通')
})

test('fake timers stop the mini-program, and neither the person nor the network', async () => {
  jest.useFakeTimers()
  server.use(http.get('https://api.example.com/word', () => HttpResponse.json('好的')))
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('好的')
  await user.tap('稍后')
  jest.advanceTimersByTime(59_999)
  expect(screen.queryByText('到点了')).toBeNull()
  jest.advanceTimersByTime(1)
  screen.getByText('到点了')
})
