import { Hub, type Peer } from '../../simulator/automator/hub.ts'

const refuse = async () => {
  throw new Error('no tool is asked for here')
}

/** A phone that answers nothing by itself. */
function silentPhone(): Peer & { frames: { id: string; method: string }[] } {
  const frames: { id: string; method: string }[] = []
  return { frames, send: (text) => frames.push(JSON.parse(text) as never), close() {} }
}

test('requests to a phone fail when another phone takes its place', async () => {
  const hub = new Hub(refuse)
  const old = hub.addPhone(silentPhone())
  const asked = hub.call('Kit.idle')
  const fresh = silentPhone()
  const line = hub.addPhone(fresh)
  const next = hub.call('App.getPageStack')
  old.gone()
  await expect(asked).rejects.toThrow('loaded anew meanwhile')
  line.receive(JSON.stringify({ id: fresh.frames[0]?.id, result: { pageStack: [] } }))
  expect(await next).toEqual({ pageStack: [] })
})

test('a request waits for the phone to connect', async () => {
  const hub = new Hub(refuse)
  const asked = hub.call('Kit.idle')
  const phone = silentPhone()
  const line = hub.addPhone(phone)
  await Promise.resolve()
  while (phone.frames.length === 0) await Promise.resolve()
  line.receive(JSON.stringify({ id: phone.frames[0]?.id, error: { message: 'not now' } }))
  await expect(asked).rejects.toThrow('not now')
})
