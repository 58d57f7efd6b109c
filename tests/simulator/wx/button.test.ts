import { pressButton } from '../../../simulator/wx/open-api/button.ts'
import { eventOf } from '../../support/button.ts'
import { phone, resetServer } from './phone.ts'
import { text } from './cases.ts'

beforeEach(resetServer)
describe('a button', () => {
  test('of two types agrees to the privacy guideline first', async () => {
    const { context, allow } = phone()
    const events: string[] = []
    const types = 'getPhoneNumber|agreePrivacyAuthorization'
    const pressed = pressButton(context, types, 'id', ({ type }) => void events.push(type))
    await allow()
    await pressed
    expect(events).toEqual(['agreeprivacyauthorization', 'getphonenumber'])
  })

  test('getRealtimePhoneNumber bears the other name in its result, and gives only a code', async () => {
    const { context, allow } = phone()
    const pressed = eventOf(context, 'getRealtimePhoneNumber')
    await allow()
    expect(await pressed).toEqual({
      type: 'getrealtimephonenumber',
      detail: { errMsg: 'getPhoneNumber:ok', code: text },
    })
  })

  test.each(['contact', 'share', 'feedback', 'launchApp', 'liveActivity'])(
    '%s leads where WeChat would leave the mini-program',
    async (openType) => {
      const { context, answer, dialogs } = phone()
      const pressed = eventOf(context, openType)
      await answer('modal', 'confirm')
      await pressed
      expect(dialogs.current).toBeUndefined()
    },
  )

  test('of a type that is not simulated says so', async () => {
    await expect(eventOf(phone().context, 'unknown')).rejects.toThrow(
      '<button open-type="unknown"> is not simulated',
    )
  })
})
