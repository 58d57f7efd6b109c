import { ProtocolError, type Params } from '../protocol.ts'
import type { AgentParts } from './parts.ts'
import { waitFor } from './wait.ts'

/** Consent follows a request to the server, so its window may be on its way. */
const PATIENCE_MS = 5_000

/** What a person does with WeChat's own windows and bars: the client's `native()`. */
export function nativeDomain({ phone }: AgentParts) {
  const { simulator } = phone
  const { dialogs, pages } = simulator

  const windowOf = async <Kind extends 'consent' | 'modal'>(kind: Kind) => {
    const isThere = () => (dialogs.current?.kind === kind ? true : undefined)
    if (await waitFor(isThere, PATIENCE_MS)) return
    const there = dialogs.current?.kind ?? 'none'
    throw new ProtocolError(`no ${kind} window is open (open: ${there})`)
  }
  const answer = (kind: 'consent' | 'modal', value: boolean | 'confirm' | 'cancel') => async () => {
    await windowOf(kind)
    dialogs.answer(kind, value)
  }
  const absent = (what: string) => () => {
    throw new ProtocolError(`${what} is not open: it is not simulated`)
  }

  return {
    authorizeAllow: answer('consent', true),
    authorizeCancel: answer('consent', false),
    confirmModal: answer('modal', 'confirm'),
    cancelModal: answer('modal', 'cancel'),
    closePaymentDialog: absent('a payment window'),
    shareConfirm: absent('a share window'),
    shareCancel: absent('a share window'),

    navigateLeft() {
      if (pages.stack.length < 2)
        throw new ProtocolError('this is the first page: nothing is to the left')
      pages.navigateBack()
    },

    goHome() {
      const [home = ''] = phone.config.app.pages
      if (pages.isTab(home)) pages.switchTab(`/${home}`)
      else pages.reLaunch(`/${home}`)
    },

    switchTab(data: Params) {
      pages.switchTab(`/${String(data.url).replace(/^\//, '')}`)
    },
  }
}
