/** The account that is signed in to WeChat on this phone, as its windows show it. */
export interface Account {
  nickName: string
  /** The person's picture: an address of this server. */
  picture: string
  /** With its middle hidden, as WeChat shows it. */
  phoneNumber: string
}

interface User {
  nickName?: string
  avatarUrl?: string
  phoneNumber?: string
}

const known = new Map<string, Promise<Account | undefined>>()

/** @returns nothing if this browser may not read the mock server's users */
export function accountOf(user: string): Promise<Account | undefined> {
  const asked = known.get(user) ?? readAccount(user)
  known.set(user, asked)
  return asked
}

async function readAccount(user: string): Promise<Account | undefined> {
  if (document.body.classList.contains('alone')) return undefined
  const answer = await fetch(`/__mock/users/${encodeURIComponent(user)}`).catch(() => undefined)
  if (!answer?.ok) return undefined
  const { nickName = user, avatarUrl, phoneNumber = '' } = (await answer.json()) as User
  const own = `/__client/avatars/${encodeURIComponent(user)}.svg`
  // A picture elsewhere may be out of reach: the mock draws one for everybody.
  const picture = avatarUrl?.startsWith('/') ? avatarUrl : own
  return { nickName, picture, phoneNumber: masked(phoneNumber) }
}

const masked = (number: string) =>
  number.length < 8 ? number : `${number.slice(0, -8)}****${number.slice(-4)}`
