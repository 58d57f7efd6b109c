import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireScope } from '../open-api/scope.ts'
import { requireParameters } from '../parameters.ts'
import type { Place } from '../person.ts'
import { askBySheet, showSheet } from '../sheet.ts'

/** Distance of a fuzzy place from the true one: about a kilometre. */
const FUZZY_DIGITS = 2

/**
 * The person's place, `person.place`, and places they choose. All of it is personal data:
 * the privacy agreement first, then the person's consent.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/location/wx.getLocation.html
 */
export function locationApis(phone: Context) {
  const { privacy, person } = phone
  const allowed = async (api: string, scope: string) => {
    await privacy.require(phone, api)
    await requireScope(phone, scope)
  }
  return defineApis(phone, {
    getLocation: async (options) => {
      await allowed('getLocation', 'scope.userLocation')
      return located(phone, options.altitude === true)
    },
    getFuzzyLocation: async () => {
      await allowed('getFuzzyLocation', 'scope.userFuzzyLocation')
      const rounded = (degrees: number) => Number(degrees.toFixed(FUZZY_DIGITS))
      const { latitude, longitude } = person.place
      return { latitude: rounded(latitude), longitude: rounded(longitude) }
    },
    chooseLocation: async ({ latitude, longitude }) => {
      await privacy.require(phone, 'chooseLocation')
      const start = { ...person.place, ...given({ latitude, longitude }) }
      return choosePlace(phone, 'chooseLocation', start)
    },
    choosePoi: async () => {
      await privacy.require(phone, 'choosePoi')
      const { name, address, latitude, longitude } = await choosePlace(
        phone,
        'choosePoi',
        person.place,
      )
      return { type: 2, name, address, latitude, longitude, city: '' }
    },
    openLocation: async (options) => {
      requireParameters(options, { latitude: 'Number', longitude: 'Number' })
      const { latitude, longitude, name = '', address = '' } = options
      // Not awaited: the call has succeeded when the map is open.
      void showSheet(phone, {
        api: 'openLocation',
        title: name || '位置',
        lines: [address, `${latitude}, ${longitude}`].filter(Boolean),
      })
    },
  })
}

/** The result of `getLocation` and of location events. */
export function located({ person }: Context, withAltitude = true) {
  const { latitude, longitude } = person.place
  const { accuracy, speed, altitude } = person
  return {
    latitude,
    longitude,
    speed,
    accuracy,
    altitude: withAltitude ? altitude : 0,
    verticalAccuracy: withAltitude ? accuracy : 0,
    horizontalAccuracy: accuracy,
  }
}

async function choosePlace(phone: Context, api: string, start: Place): Promise<Place> {
  const { fields } = await askBySheet(phone, {
    api,
    title: '选择位置',
    lines: [],
    fields: [
      { name: 'name', label: '名称', value: start.name },
      { name: 'address', label: '地址', value: start.address },
      { name: 'latitude', label: '纬度', value: String(start.latitude) },
      { name: 'longitude', label: '经度', value: String(start.longitude) },
    ],
    choices: ['确定'],
  })
  const { name = '', address = '' } = fields
  const [latitude, longitude] = [fields.latitude, fields.longitude].map(Number)
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) {
    throw new ApiFailure('latitude and longitude are numbers of degrees')
  }
  return { name, address, latitude: latitude ?? 0, longitude: longitude ?? 0 }
}

const given = (fields: { latitude: number | undefined; longitude: number | undefined }) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
