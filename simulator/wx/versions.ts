import { baseLibrary } from './base-library.ts'
import { compareVersions, type Device } from './device.ts'

/** Base libraries that changed how an existing thing behaves, not what there is. */
export const changes = {
  /** `openSetting` needs a tap. */
  openSettingByTap: '2.3.0',
  /** Calls without callbacks give a promise. */
  promises: '2.10.2',
  /** The fail callbacks hold `errno`. */
  errno: '2.24.0',
  /** Calls that touch personal data wait for the privacy agreement. */
  privacy: '2.32.3',
} as const

/**
 * Versions of components, by WeChat's documents; only what has to do with sign-in.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 */
const components: Record<string, string> = {
  button: '',
  'button.open-type': '1.1.0',
  'button.open-type.contact': '1.1.0',
  'button.open-type.getPhoneNumber': '1.2.0',
  'button.open-type.share': '1.2.0',
  'button.open-type.getUserInfo': '1.3.0',
  'button.open-type.launchApp': '1.9.5',
  'button.open-type.openSetting': '2.0.7',
  'button.open-type.feedback': '2.1.0',
  'button.open-type.chooseAvatar': '2.21.2',
  'button.open-type.getRealtimePhoneNumber': '2.24.4',
  'button.open-type.liveActivity': '2.26.2',
  'button.open-type.agreePrivacyAuthorization': '2.32.3',
  'button.phone-number-no-quota-toast': '3.0.1',
  form: '',
  image: '',
  input: '',
  'input.type.nickname': '2.21.2',
  'open-data': '1.4.0',
  'scroll-view': '',
  swiper: '',
  text: '',
  'text.selectable': '1.1.0',
  'text.user-select': '2.12.1',
  view: '',
}

/** True when the device's base library is this one or a newer one. */
export const isSince = ({ baseLibrary: version }: Pick<Device, 'baseLibrary'>, first: string) =>
  first === '' || compareVersions(version, first) >= 0

const entries = new Map<string, string[] | undefined>()

/** `[since, options, results]` of an API; `undefined`: WeChat never had it. */
function entryOf(api: string): string[] | undefined {
  if (!entries.has(api)) {
    const start = baseLibrary.indexOf(`\n${api}|`) + 1
    const line = baseLibrary.slice(start, baseLibrary.indexOf('\n', start))
    entries.set(api, start === 0 ? undefined : line.split('|').slice(1))
  }
  return entries.get(api)
}

/** True when `wx` has this member in the device's base library; `undefined`: WeChat never had it. */
export function exists(api: string, device: Device): boolean | undefined {
  const entry = entryOf(api)
  return entry && isSince(device, entry[0] ?? '')
}

/** The names of all that WeChat's typings know of `wx`. */
export const knownApis = () => Array.from(baseLibrary.matchAll(/^\w+/gm), ([name]) => name)

interface Member {
  name: string
  since: string
  /** Allowed values; empty: any. */
  values: string[]
}

const parsed = new Map<string, { options: Member[]; results: Member[] }>()

/** The table's entries for an API's options and results. */
function membersOf(api: string) {
  let members = parsed.get(api)
  if (!members) {
    const [, options, results] = entryOf(api) ?? []
    members = { options: readMembers(options), results: readMembers(results) }
    parsed.set(api, members)
  }
  return members
}

function readMembers(text = ''): Member[] {
  return text.split(' ').flatMap((part) => {
    const [, name, since = '', values] = /^(\w+)(?:@([\d.]+))?(?:=(.*))?$/.exec(part) ?? []
    return name === undefined ? [] : [{ name, since, values: values?.split('/') ?? [] }]
  })
}

/**
 * An API's options or result without what the device's base library does not know yet: it ignores
 * such options, and its results have no such fields.
 */
export function known<Given extends object>(
  api: string,
  which: 'options' | 'results',
  given: Given,
  device: Device,
): Given {
  const newer = membersOf(api)[which].filter(
    ({ name, since }) => name in given && !isSince(device, since),
  )
  if (newer.length === 0) return given
  const rest = { ...given }
  for (const { name } of newer) Reflect.deleteProperty(rest, name)
  return rest
}

/**
 * `wx.canIUse`: presence in the base library, simulated here or not; nothing about permission.
 *
 * Forms: `api`, `api.return|success|object|callback.name.value`, `component.attribute.value`. Below
 * the fourth part nothing is known; what is not in WeChat's typings counts as absent.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.canIUse.html
 */
export function canIUse(schema: string, device: Device): boolean {
  const component = Object.hasOwn(components, schema) ? components[schema] : undefined
  if (component !== undefined) return isSince(device, component)
  const [api = '', method, name, value] = schema.split('.')
  if (exists(api, device) !== true) return false
  if (method === undefined) return true
  const { options, results } = membersOf(api)
  if (method !== 'object' && !/^(?:return|success|callback)$/.test(method)) return false
  const members = method === 'object' ? options : results
  if (name === undefined) return members.length > 0
  const member = members.find((one) => one.name === name)
  if (!member || !isSince(device, member.since)) return false
  return value === undefined || member.values.length === 0 || member.values.includes(value)
}
