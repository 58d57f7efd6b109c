import { strict as assert } from 'node:assert'
import * as fc from 'fast-check'
import { createMockServer } from '../../mock-server/app.ts'
import { apiErrors } from '../../mock-server/backend/errors.ts'
import { openStore } from '../../mock-server/store/store.ts'

const DAY = 24 * 3600
const MINUTE = 60
const PEOPLE = ['developer', 'visitor', 'mei']

type Operation =
  | { do: 'login' | 'replay' | 'race'; who: string; pick: number }
  | { do: 'read' | 'logout' | 'rename' | 'phone' | 'delete'; pick: number }
  | { do: 'wait'; seconds: number }

const pick = fc.nat(1000)
const who = fc.constantFrom(...PEOPLE)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ do: fc.constantFrom('login', 'replay', 'race'), who, pick }),
  fc.record({ do: fc.constantFrom('read', 'logout', 'rename', 'phone'), pick }),
  fc.record({ do: fc.constant('delete'), pick }),
  fc.record({
    do: fc.constant('wait'),
    seconds: fc.constantFrom(
      1,
      MINUTE,
      5 * MINUTE - 1,
      5 * MINUTE,
      DAY,
      6 * DAY,
      7 * DAY,
      29 * DAY,
    ),
  }),
)

interface Session {
  token: string
  person: string
  userId: string
  openedAt: number
  usedAt: number
  isOver: boolean
}

interface Reply {
  status: number
  body: Record<string, unknown> & { error?: { code: string } }
}

/** A server, and a model of the state it must have. */
class Model {
  readonly #app
  readonly #codes: { code: string; person: string; issuedAt: number; successes: number }[] = []
  readonly #sessions: Session[] = []
  #now = 0

  constructor() {
    const app: ReturnType<typeof createMockServer> = createMockServer({
      store: openStore(':memory:'),
      wechatBaseUrl: () => 'http://localhost/api.weixin.qq.com',
      wechatFetch: async (url, init) => app.request(url, init),
      strictCodes: true,
      logError: (error) => {
        throw error
      },
    })
    this.#app = app
  }

  async start() {
    await this.#ask('POST', '/__mock/users', { name: 'mei' })
  }

  /** Several clients at the same moment. */
  async together(operations: Operation[]) {
    for (const { seconds } of operations.filter((one) => one.do === 'wait')) {
      await this.#ask('POST', '/__mock/clock', { advanceSeconds: seconds })
      this.#now += seconds
    }
    await Promise.all(operations.map((one) => this.#run(one)))
    for (const session of this.#sessions) await this.#verify(session)
    for (const { successes, code } of this.#codes) assert(successes <= 1, `${code} worked twice`)
  }

  async #run(one: Operation): Promise<void> {
    if (one.do === 'wait') return
    if (one.do === 'login' || one.do === 'race' || one.do === 'replay') return this.#signIn(one)
    const session = this.#sessions[one.pick % this.#sessions.length]
    if (!session) return
    const { token, person } = session
    if (one.do === 'read') return void (await this.#ask('GET', '/api/profile', undefined, token))
    if (one.do === 'rename') {
      return void (await this.#ask('PUT', '/api/profile', { city: `${person} city` }, token))
    }
    if (one.do === 'phone') {
      const { code } = (await this.#ask('POST', '/__client/phone-code', { user: person })).body
      return void (await this.#ask('POST', '/api/phone', { code }, token))
    }
    const isDelete = one.do === 'delete'
    const [method, path] = isDelete ? ['DELETE', '/api/account'] : ['POST', '/api/logout']
    const { status } = await this.#ask(method ?? '', path ?? '', undefined, token)
    if (status !== 204) return
    for (const other of this.#sessions) {
      const isHit = isDelete ? other.userId === session.userId : other === session
      if (isHit) other.isOver = true
    }
  }

  async #signIn({ do: how, who: person, pick: at }: Extract<Operation, { who: string }>) {
    const known = this.#codes[at % this.#codes.length]
    const entry = how === 'replay' && known ? known : await this.#newCode(person)
    const times = how === 'race' ? 3 : 1
    const send = () => this.#ask('POST', '/api/login', { code: entry.code, nickName: entry.person })
    const replies = await Promise.all(Array.from({ length: times }, send))
    for (const { status, body } of replies) {
      if (status !== 200) continue
      entry.successes += 1
      assert(this.#now - entry.issuedAt < 5 * MINUTE, 'a code worked after five minutes')
      const userId = (body.user as { id: string }).id
      const moments = { openedAt: this.#now, usedAt: this.#now, isOver: false }
      const session = { token: body.token as string, person: entry.person, userId, ...moments }
      this.#sessions.push(session)
    }
  }

  async #newCode(person: string) {
    const { code } = (await this.#ask('POST', '/__client/login', { user: person })).body
    const entry = { code: code as string, person, issuedAt: this.#now, successes: 0 }
    this.#codes.push(entry)
    return entry
  }

  /** The session is what it must be: over at its end, alive before, and its own person's. */
  async #verify(session: Session) {
    const { status, body } = await this.#ask('GET', '/api/session', undefined, session.token)
    const idle = this.#now - session.usedAt
    const mustBeOver = session.isOver || idle >= 7 * DAY || this.#now - session.openedAt >= 30 * DAY
    if (status === 401) {
      assert(mustBeOver || idle >= 6 * DAY, 'a session ended before its time') // it slides by days
      session.isOver = true
      return
    }
    // A deletion that raced with a sign-in of the same person may have come first.
    assert(!mustBeOver, 'a session outlived its end')
    session.usedAt = this.#now
    const { user, expiresIn } = body as { user: Record<string, string>; expiresIn: number }
    assert(expiresIn <= 7 * DAY && expiresIn <= session.openedAt + 30 * DAY - this.#now + 1)
    assert.equal(user.id, session.userId)
    assert.equal(user.nickName, session.person)
    assert(['', `${session.person} city`].includes(user.city ?? '?'))
  }

  async #ask(method: string, path: string, body?: object, token?: string): Promise<Reply> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' }
    if (token !== undefined) headers.Authorization = `Bearer ${token}`
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const response = await this.#app.request(`http://localhost${path}`, init)
    const text = await response.text()
    const reply: Reply = {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Reply['body']),
    }
    if (response.status >= 400) {
      const code = reply.body.error?.code ?? ''
      const known = (apiErrors as Record<string, { status: number }>)[code]
      assert.equal(known?.status, response.status, `${method} ${path}: ${text} is not on the list`)
      assert(response.status < 500, text)
    }
    return reply
  }
}

/** Fires random operations of many clients, with the clock moving, and holds the server to account. */
export async function checkClients(runs: number) {
  const together = fc.array(operation, { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.array(together, { maxLength: 25 }), async (moments) => {
      const model = new Model()
      await model.start()
      for (const operations of moments) await model.together(operations)
    }),
    { numRuns: runs },
  )
}
