import { strict as assert } from 'node:assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server.ts'

/** So many sign-ins are answered before each kill, so that a busy machine proves something, too. */
const LEAST_ANSWERS = 3
const LONGEST_MS = 10_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** Answers a client got, and may rely on. */
interface Promised {
  token: string
  userId: string
  /** The last change of the profile that was answered, and the one that may have been in progress. */
  city: string
  asked: string
}

const post = async (url: string, body: object) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify(body),
  })
  return JSON.parse(await answer.text()) as Record<string, unknown>
}

/** Writes without a pause until the server dies; `promised` grows with each answer. */
async function write(origin: string, person: string, promised: Promised[]) {
  for (let number = 0; ; number++) {
    const { code } = await post(`${origin}/__client/login`, { user: person })
    const login = await post(`${origin}/api/login`, { code })
    const { id, city } = login.user as { id: string; city: string }
    const entry: Promised = { token: login.token as string, userId: id, city, asked: city }
    promised.push(entry)
    for (const other of promised) if (other.userId === id) other.asked = `${person} ${number}`
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${entry.token}` }
    const body = JSON.stringify({ city: entry.asked })
    const answer = await fetch(`${origin}/api/profile`, { method: 'PUT', headers, body })
    assert.equal(answer.status, 200)
    await answer.text()
    for (const other of promised) if (other.userId === id) other.city = entry.asked
  }
}

async function verify(origin: string, { token, userId, city, asked }: Promised) {
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await fetch(`${origin}/api/session`, { headers })
  const { user } = JSON.parse(await answer.text()) as { user?: { id: string; city: string } }
  assert.equal(user?.id, userId, 'a session that was answered is gone')
  const isKept = user.city === city || user.city === asked
  assert(isKept, `a change that was answered is gone: "${city}", but "${user.city}" is kept`)
}

/** Kills the server in the middle of writes, again and again, on one file. */
export async function killRepeatedly(times = 100): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-kill-'))
  const data = join(folder, 'mock.sqlite')
  let total = 0
  let promised: Promised[] = []
  try {
    for (let time = 0; time <= times; time++) {
      const { child, origin, ended } = await startServer(['--data', data])
      for (const entry of promised) await verify(origin, entry)
      total += promised.length
      promised = []
      if (time < times) {
        const writers = ['developer', 'visitor'].map((person) =>
          write(origin, person, promised).catch((error: unknown) => {
            if ((error as Error).name === 'AssertionError') throw error
          }),
        )
        const most = Date.now() + LONGEST_MS
        while (promised.length < LEAST_ANSWERS && Date.now() < most) await pause(5)
        await pause(Math.random() * 200) // anywhere in the writes that follow
        child.kill('SIGKILL')
        await Promise.all(writers)
      } else child.kill('SIGKILL')
      await ended
    }
    return `killed ${times} times in the middle of writes; ${total} answered sign-ins and their changes were all there`
  } finally {
    rmSync(folder, { recursive: true })
  }
}
