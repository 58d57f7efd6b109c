import { phone, type TestPhone, type TestPhoneOptions } from './phone.ts'

interface Case {
  /** As the test's reader sees it. */
  when?: string
  phone?: TestPhoneOptions
  /** Prepares the phone. */
  before?: (phone: TestPhone) => unknown
  options?: object | ((phone: TestPhone) => object)
  /** The person's action while the call waits. */
  meanwhile?: (phone: TestPhone) => unknown
  /** True when a person's tap makes the call; by default as the API wants it. */
  byTap?: boolean
}

interface Success extends Case {
  /** The result, `errMsg` apart. */
  result?: object
  /** Expectations afterwards. */
  after?: (phone: TestPhone) => unknown
}

interface Failure extends Case {
  /** `errMsg` after the API's name. */
  errMsg: string
  errno?: number
}

/** A contract of an API. */
export interface ApiContract {
  /** The API works within a tap only. */
  byTap?: boolean
  /** Its page says that it has called back when it returns. */
  atOnce?: boolean
  /** Its page says that it gives no promise; phones give one. */
  withoutPromise?: boolean
  succeeds: Success | Success[]
  /** `never`: nothing that could fail is documented. */
  fails: Failure | Failure[] | 'never'
}

/** Their answer is all there is to them. */
const answersAlone: readonly string[] = ['wx.checkSession']

/** No API answers `ok` without an effect that a person or a test can see. */
const showsSomething = ({ result, after, meanwhile }: Success) =>
  after !== undefined || meanwhile !== undefined || Object.keys(result ?? {}).length > 0

type Form = 'callbacks' | 'promise'

/**
 * Tests the rules of every asynchronous API with this one: both forms, their order, the exact result.
 *
 * @param name `wx.login`
 */
export function contract(name: string, { byTap = false, atOnce = false, ...rules }: ApiContract) {
  const api = name.slice('wx.'.length)
  const cases = <Kind>(given: Kind | Kind[]) => (Array.isArray(given) ? given : [given])

  const successes = cases(rules.succeeds)
  if (successes.length > 0 && !answersAlone.includes(name) && !successes.some(showsSomething)) {
    throw new Error(`${name} succeeds, and nothing says what came of it: result, after, meanwhile`)
  }

  describe(name, () => {
    for (const success of successes) {
      const when = success.when ? ` ${success.when}` : ''
      for (const form of ['callbacks', 'promise'] as const) {
        test(`succeeds${when}, by ${form}`, async () => {
          const { outcome, on } = await call(api, form, { byTap, ...success }, atOnce)
          const result = { ...success.result, errMsg: `${api}:ok` }
          expect(outcome).toEqual({ by: 'success', result })
          await success.after?.(on)
          expect(on.problems).toEqual([])
        })
      }
    }
    for (const failure of rules.fails === 'never' ? [] : cases(rules.fails)) {
      const { when = '', errMsg, errno } = failure
      for (const form of ['callbacks', 'promise'] as const) {
        test(`fails ${when}, by ${form}`, async () => {
          const { outcome } = await call(api, form, { byTap, ...failure })
          const result = { errMsg: `${api}${errMsg}`, ...(errno !== undefined && { errno }) }
          expect(outcome).toEqual({ by: 'fail', result })
        })
      }
    }
    const [first] = cases(rules.succeeds)
    test(`${rules.withoutPromise ? 'documents no' : 'documents a'} promise`, async () => {
      const documented = { ...first?.phone, promises: 'documented' as const }
      const old = { ...first?.phone, device: { baseLibrary: '2.10.1' } }
      expect(await returns(api, documented, { byTap, ...first })).toBe(
        rules.withoutPromise ? 'undefined' : 'promise',
      )
      expect(await returns(api, old, { byTap, ...first })).toMatch(/undefined|absent/)
    })
  })
}

type Result = Record<string, unknown>
type Api = (options?: object) => unknown

const apiOf = (on: TestPhone, name: string) =>
  (on.wx as unknown as Record<string, Api | undefined>)[name]

/** Makes one call on a new phone. Fails where the rules of the calling convention are broken. */
async function call(name: string, form: Form, one: Case, atOnce = false) {
  const on = phone(one.phone)
  await one.before?.(on)
  const given = typeof one.options === 'function' ? one.options(on) : one.options
  const api = apiOf(on, name)
  if (!api) throw new Error(`wx.${name} is absent`)
  const start = form === 'callbacks' ? () => byCallbacks(api, given, atOnce) : byPromise(api, given)
  const answer = one.byTap ? on.gesture.tap(start) : start()
  await Promise.resolve().then(() => one.meanwhile?.(on))
  return { outcome: await answer, on }
}

const byPromise = (api: Api, options?: object) => async () => {
  const returned = options === undefined ? api() : api(options)
  expect(returned).toBeInstanceOf(Promise)
  return (returned as Promise<Result>).then(
    (result) => ({ by: 'success', result }),
    (result: Result) => ({ by: 'fail', result }),
  )
}

async function byCallbacks(api: Api, options: object | undefined, atOnce: boolean) {
  const order: { by: string; result?: Result }[] = []
  await new Promise<void>((resolve) => {
    const hear = (by: string) => (result: Result) => {
      order.push({ by, result })
      if (by === 'complete') resolve()
    }
    const heard = { success: hear('success'), fail: hear('fail'), complete: hear('complete') }
    expect(api({ ...options, ...heard })).toBeUndefined()
    order.push({ by: 'returned' })
  })
  const [settled, completed] = order.filter(({ by }) => by !== 'returned')
  const expected = [settled?.by, 'complete']
  expect(order.map(({ by }) => by)).toEqual(
    atOnce ? [...expected, 'returned'] : ['returned', ...expected],
  )
  expect(completed?.result).toBe(settled?.result)
  return { by: settled?.by ?? 'nobody', result: settled?.result ?? {} }
}

/** The return value of a call without callbacks. */
async function returns(name: string, options: TestPhoneOptions, one: Case) {
  const on = phone(options)
  const api = apiOf(on, name)
  if (!api) return 'absent'
  await one.before?.(on)
  const given = typeof one.options === 'function' ? one.options(on) : one.options
  const returned = one.byTap ? on.gesture.tap(() => api(given)) : api(given)
  if (returned instanceof Promise) returned.catch(() => {})
  return returned instanceof Promise ? 'promise' : typeof returned
}
