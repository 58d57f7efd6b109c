import { eventOf } from '../../support/button.ts'
import { needsPrivacy } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, turn } from './phone.ts'

beforeEach(resetServer)
afterEach(() => {
  jest.restoreAllMocks()
})

const notAgreed = { errMsg: ':fail privacy permission is not authorized', errno: 104 }

contract('wx.getPrivacySetting', {
  withoutPromise: true,
  succeeds: [
    {
      when: 'where there is nothing to agree to',
      result: { needAuthorization: false, privacyContractName: '《小程序隐私保护指引》' },
    },
    {
      when: 'where the user has not agreed',
      phone: { privacy: { isNeeded: true, contractName: '《指引》' } },
      result: { needAuthorization: true, privacyContractName: '《指引》' },
    },
  ],
  fails: 'never',
})

contract('wx.requirePrivacyAuthorize', {
  withoutPromise: true,
  succeeds: [
    { when: 'at once where the user has agreed' },
    {
      when: "when the user agrees in WeChat's own window",
      phone: needsPrivacy,
      meanwhile: ({ allow }) => allow(),
      after: ({ privacy }) => expect(privacy.isNeeded).toBe(false),
    },
  ],
  fails: [
    {
      when: 'when the user refuses',
      phone: needsPrivacy,
      meanwhile: ({ deny }) => deny(),
      ...notAgreed,
    },
    {
      when: 'where the guideline does not name it',
      phone: { privacy: { undeclared: ['requirePrivacyAuthorize'] } },
      errMsg: ':fail api scope is not declared in the privacy agreement',
      errno: 112,
    },
    {
      when: 'where the mini-program was banned',
      phone: { privacy: { isBanned: true } },
      errMsg: ':fail appid privacy api banned',
      errno: 1025,
    },
  ],
})

test('after a refusal no window opens for ten seconds', async () => {
  const now = Date.now()
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now)
  const { wx, deny, allow, dialogs } = phone(needsPrivacy)
  const ask = () => wx.requirePrivacyAuthorize({}) as unknown as Promise<unknown>
  const first = ask().catch((error: unknown) => error)
  await deny()
  expect(await first).toMatchObject({ errno: 104 })
  clock.mockReturnValue(now + 9999)
  await expect(ask()).rejects.toEqual({
    errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized in gap',
    errno: 104,
  })
  expect(dialogs.current).toBeUndefined()
  clock.mockReturnValue(now + 10_000)
  const later = ask()
  await allow()
  await later
})

type Resolve = (answer: { event: string; buttonId?: string }) => void

describe('wx.onNeedPrivacyAuthorization', () => {
  /** A phone with two calls that wait for the listener. */
  function waiting() {
    const on = phone(needsPrivacy)
    const told: { resolve: Resolve; referrer: string }[] = []
    on.wx.onNeedPrivacyAuthorization(() => {
      throw new Error('the first listener was told')
    })
    on.wx.onNeedPrivacyAuthorization(((resolve: Resolve, { referrer }: { referrer: string }) => {
      told.push({ resolve, referrer })
    }) as never)
    const result = (call: Promise<unknown>) => call.catch((error: unknown) => error)
    const calls = [
      result(on.wx.requirePrivacyAuthorize({}) as unknown as Promise<unknown>),
      result(on.wx.getClipboardData()),
    ]
    return { ...on, told, calls }
  }

  test('tells the last listener, and calls wait until it answers', async () => {
    const { told, calls, dialogs } = waiting()
    await turn()
    expect(told.map(({ referrer }) => referrer)).toEqual([
      'requirePrivacyAuthorize',
      'getClipboardData',
    ])
    const pending = Symbol('pending')
    expect(await Promise.race([...calls, turn().then(() => pending)])).toBe(pending)
    expect(dialogs.current).toBeUndefined()
  })

  test('an agreement counts when its button was really tapped', async () => {
    const { told, calls, context, privacy } = waiting()
    await turn()
    await eventOf(context, 'agreePrivacyAuthorization', 'agree')
    told[0]?.resolve({ event: 'exposureAuthorization' })
    told[0]?.resolve({ event: 'agree', buttonId: 'agree' })
    told[1]?.resolve({ event: 'agree', buttonId: 'other' })
    expect(await Promise.all(calls)).toEqual([
      { errMsg: 'requirePrivacyAuthorize:ok' },
      { errMsg: 'getClipboardData:fail click action before resolve is needed', errno: 104 },
    ])
    expect(privacy.reports).toEqual(['exposureAuthorization', 'agree', 'agree'])
  })

  test('a refusal fails the call that waits', async () => {
    const { told, calls, privacy } = waiting()
    await turn()
    for (const { resolve } of told) resolve({ event: 'disagree' })
    expect(await Promise.all(calls)).toMatchObject([{ errno: 104 }, { errno: 104 }])
    expect(privacy.isNeeded).toBe(true)
  })

  test('is absent before 2.32.3, and nothing waits then', async () => {
    const { wx } = phone({ ...needsPrivacy, device: { baseLibrary: '2.32.2' } })
    expect(typeof wx.onNeedPrivacyAuthorization).toBe('undefined')
    expect(await wx.getClipboardData()).toMatchObject({ data: '' })
  })
})

contract('wx.openPrivacyContract', {
  withoutPromise: true,
  succeeds: { meanwhile: ({ answer }) => answer('modal', 'confirm') },
  fails: 'never',
})
