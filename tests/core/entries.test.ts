import { WatchedPhone } from './watched-phone.ts'

const asIs = { read: (found: object) => found as never }

test('lists come back as lists, with owner and life as well as without', () => {
  const phone = new WatchedPhone()
  const tags = phone.services.defineEntry<string[]>({ key: 'tags', ...asIs })
  const recent = phone.services.defineEntry<number[]>({ key: 'recent', lifeSeconds: 60, ...asIs })
  tags.set(['茶', '杯'])
  recent.set([1, 2], 'ann')
  const later = new WatchedPhone({ stored: phone.stored }).services
  const again = later.defineEntry<string[]>({ key: 'tags', ...asIs }).get()
  expect([Array.isArray(again), again]).toEqual([true, ['茶', '杯']])
  expect(later.defineEntry<number[]>({ key: 'recent', ...asIs }).get('ann')).toEqual([1, 2])
})

test('a list that other code stored is read as it is', () => {
  const phone = new WatchedPhone()
  phone.wx.setStorageSync('tags', ['a'])
  expect(phone.services.defineEntry<string[]>({ key: 'tags', ...asIs }).get()).toEqual(['a'])
})

test('fields of the names that entries use themselves are no trouble', () => {
  const phone = new WatchedPhone()
  const value = { version: 5, owner: 'me', until: 1, name: 'x' }
  phone.services.defineEntry<typeof value>({ key: 'odd', version: 2, ...asIs }).set(value, 'ann')
  const later = new WatchedPhone({ stored: phone.stored }).services
  const entry = later.defineEntry<typeof value>({ key: 'odd', version: 2, ...asIs })
  expect(entry.get('ann')).toEqual(value)
  expect(entry.get()).toBeUndefined()
})

test('a reader or a migration that throws means absent', () => {
  const phone = new WatchedPhone()
  const { defineEntry } = phone.services
  defineEntry<{ items: number }>({ key: 'cart', ...asIs }).set({ items: 1 })
  const fail = () => {
    throw new TypeError('items is not iterable')
  }
  expect(defineEntry({ key: 'cart', read: fail }).get()).toBeUndefined()
  const migrating = defineEntry({ key: 'cart', version: 1, migrate: fail, ...asIs })
  expect(migrating.get()).toBeUndefined()
})

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'any key will do: %s',
  (key) => {
    const phone = new WatchedPhone()
    const entry = phone.services.defineEntry<{ a: number }>({ key, ...asIs })
    expect(entry.get()).toBeUndefined()
    entry.set({ a: 1 })
    expect(entry.get()).toEqual({ a: 1 })
    const later = new WatchedPhone({ stored: phone.stored }).services
    expect(later.defineEntry<{ a: number }>({ key, ...asIs }).get()).toEqual({ a: 1 })
  },
)

interface Cart {
  items: string[]
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

function cartOn({ services }: WatchedPhone, version: number, more = {}) {
  return services.defineEntry<Cart>({
    key: 'cart',
    version,
    read: ({ items }) => (isTexts(items) ? { items } : undefined),
    ...more,
  })
}

test('an entry comes back at the next launch, for its owner only, and not for ever', async () => {
  const phone = new WatchedPhone()
  cartOn(phone, 1, { lifeSeconds: 60 }).set({ items: ['tea'] }, 'ann')
  const later = new WatchedPhone({ stored: phone.stored })
  const cart = cartOn(later, 1)
  expect(cart.get('ann')).toEqual({ items: ['tea'] })
  expect([cart.get('bob'), cart.get()]).toEqual([undefined, undefined])
  later.time.sleep(61_000)
  expect(cart.get('ann')).toBeUndefined()
  cart.remove()
  expect(later.stored.has('cart')).toBe(false)
})

test('an older entry is migrated, a newer one counts as absent', () => {
  const phone = new WatchedPhone()
  cartOn(phone, 1).set({ items: ['tea'] })
  const migrate = ({ items }: { items?: unknown }) => ({ items: [...(items as string[]), 'cup'] })
  const newer = new WatchedPhone({ stored: phone.stored })
  expect(cartOn(newer, 2).get()).toBeUndefined()
  expect(cartOn(newer, 2, { migrate }).get()).toEqual({ items: ['tea', 'cup'] })
  cartOn(newer, 3).set({ items: [] })
  expect(cartOn(new WatchedPhone({ stored: phone.stored }), 2, { migrate }).get()).toBeUndefined()
})

test('what storage can not take is remembered until the app is closed', () => {
  const phone = new WatchedPhone()
  phone.storageFault = 'full'
  const cart = cartOn(phone, 1)
  cart.set({ items: ['tea'] })
  expect(cart.get()).toEqual({ items: ['tea'] })
  expect(phone.stored.has('cart')).toBe(false)
})
