import { cancelled, chooses, without, refusesPermission, undeclared } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer } from './phone.ts'

beforeEach(resetServer)
const place = { latitude: 30.5, longitude: 114.3, name: '黄鹤楼', address: '武汉' }
const there = { person: { place } }
const located = {
  latitude: 30.5,
  longitude: 114.3,
  speed: -1,
  accuracy: 65,
  altitude: 0,
  verticalAccuracy: 0,
  horizontalAccuracy: 65,
}

contract('wx.getLocation', {
  succeeds: { phone: there, meanwhile: ({ allow }) => allow(), result: located },
  fails: [refusesPermission, undeclared('getLocation')],
})

contract('wx.getFuzzyLocation', {
  succeeds: {
    phone: { person: { place: { ...place, latitude: 30.54321 } } },
    meanwhile: ({ allow }) => allow(),
    result: { latitude: 30.54, longitude: 114.3 },
  },
  fails: [refusesPermission, undeclared('getFuzzyLocation')],
})

contract('wx.chooseLocation', {
  succeeds: [
    { phone: there, meanwhile: chooses, result: place },
    {
      when: 'with what the person fills in',
      phone: there,
      meanwhile: ({ choose }) => choose(0, { name: '东湖', latitude: '30.6' }),
      result: { ...place, name: '东湖', latitude: 30.6 },
    },
  ],
  fails: [
    cancelled(),
    undeclared('chooseLocation'),
    {
      when: 'with a latitude that is no number',
      meanwhile: ({ choose }) => choose(0, { latitude: 'north' }),
      errMsg: ':fail latitude and longitude are numbers of degrees',
    },
  ],
})

contract('wx.choosePoi', {
  succeeds: { phone: there, meanwhile: chooses, result: { ...place, type: 2, city: '' } },
  fails: [cancelled(), undeclared('choosePoi')],
})

contract('wx.openLocation', {
  succeeds: {
    options: { latitude: 30.5, longitude: 114.3, name: '黄鹤楼' },
    after: async (on) => {
      expect(on.dialogs.current).toMatchObject({ kind: 'sheet', title: '黄鹤楼' })
      await on.leave()
    },
  },
  fails: without('latitude', 'Number'),
})

contract('wx.startLocationUpdate', {
  succeeds: { meanwhile: ({ allow }) => allow() },
  fails: [refusesPermission, undeclared('startLocationUpdate')],
})
contract('wx.startLocationUpdateBackground', {
  succeeds: { meanwhile: ({ allow }) => allow() },
  fails: [refusesPermission, undeclared('startLocationUpdateBackground')],
})
contract('wx.stopLocationUpdate', {
  succeeds: {
    before: async ({ wx, platform }) => {
      await platform.authorize('scope.userLocation', true)
      await wx.startLocationUpdate({})
    },
    after: (on) => {
      const told: unknown[] = []
      on.wx.onLocationChange((change) => void told.push(change))
      on.events.happen('LocationChange')
      expect(told).toEqual([])
    },
  },
  fails: { when: 'before the start', errMsg: ':fail location update is not started' },
})

test.each([['wx.onLocationChange', 'wx.offLocationChange']])(
  '%s tells of every place until %s',
  async () => {
    const on = phone(there)
    const told: number[] = []
    const listener = ({ latitude }: { latitude: number }) => void told.push(latitude)
    on.wx.onLocationChange(listener)
    const started = on.wx.startLocationUpdate({})
    await on.allow()
    await started
    on.person.place = { ...place, latitude: 31 }
    on.events.happen('LocationChange')
    on.wx.offLocationChange(listener)
    on.events.happen('LocationChange')
    expect(told).toEqual([30.5, 31])
  },
)

test.each([['wx.onLocationChangeError', 'wx.offLocationChangeError']])('%s hears until %s', () => {
  const on = phone()
  const told: object[] = []
  const listener = (error: object) => void told.push(error)
  on.wx.onLocationChangeError(listener)
  on.events.happen('LocationChangeError', { errCode: 1 })
  on.wx.offLocationChangeError(listener)
  on.events.happen('LocationChangeError', { errCode: 2 })
  expect(told).toEqual([{ errCode: 1 }])
})
