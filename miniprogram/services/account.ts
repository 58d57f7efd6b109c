/** The signed-in user's account, as the backend has it. */
import { fieldsOf, readSeconds } from './answers'
import { api } from './api'
import type { BackendUser } from './backend-options'
import { codeOf } from './errors'
import { exchange, pathOf } from './http'
import { userFrom } from './login'
import { sessionFor } from './renewal'
import { settled, signedOut, signInUnderWay, signOut } from './session'
import { changeSession, heldSession, type Session } from './session-store'
import { begin, type Call, type Task } from './task'

const DEADLINE_MS = 60_000
const EXCHANGE_MS = 30_000

/** The backend's answer about the session. */
export interface SessionAnswer {
  /** Seconds left. */
  expiresIn: number
  user: BackendUser
}

/** The session as the backend knows it: its user, and the seconds left. */
export const getSession = (): Call<SessionAnswer> =>
  api.get(pathOf('session'), {
    read(body) {
      const { expiresIn, user } = fieldsOf(body)
      return { expiresIn: readSeconds(expiresIn), user: userFrom(user) }
    },
  })

/**
 * Deletes the user's data on the backend; then nobody is signed in. Once it is sent, a lost answer
 * may mean that the account is gone: from then on no silent sign-in, which would make it again,
 * happens before the user signs in again. Where the backend says that it did not delete it, all is
 * as it was.
 *
 * @throws ServiceError as any call; `ERR_SIGNED_OUT` also when an earlier deletion, whose answer was
 *   lost, has ended the session
 */
export function deleteAccount(): Call<void> {
  return begin('Deleting the account', DEADLINE_MS, remove, true)
}

async function remove(task: Task<unknown>): Promise<void> {
  let session: Session | undefined = await sessionFor(task)
  // A sign-in that is in progress could make the account again, after it was deleted.
  const signingIn = signInUnderWay()
  if (signingIn) await settled(signingIn.task)
  task.check()
  session = heldSession()
  if (!session) throw signedOut()
  const wasLeaving = session.isLeaving === true
  try {
    await send(task, session)
  } catch (error) {
    task.check()
    if (codeOf(error) !== 'ERR_SESSION_EXPIRED') throw error
    if (wasLeaving) {
      leave(task)
      throw signedOut() // the account seems to be deleted
    }
    // Refused before it did anything: it may be sent again, with a new session.
    await send(task, await sessionFor(task, session))
  }
  leave(task)
}

/** Ends every call of the user but this one. */
function leave(task: Task<unknown>) {
  task.isPrivate = false
  signOut('')
}

/** Sends it, once. */
async function send(task: Task<unknown>, session: Session): Promise<void> {
  task.check()
  task.userId = session.user.id
  const wasLeaving = session.isLeaving === true
  changeSession(session, { isLeaving: true })
  try {
    await exchange(task, { method: 'DELETE', path: pathOf('account') }, EXCHANGE_MS, session)
  } catch (error) {
    // Refused is not deleted. After anything else that is not known.
    const isRefusal = /^ERR_(SESSION_EXPIRED|REJECTED|RATE_LIMITED|USER_BLOCKED)$/.test(
      codeOf(error),
    )
    if (isRefusal) changeSession(session, { isLeaving: wasLeaving })
    throw error
  }
}
