import { ProtocolError, type Params } from '../protocol.ts'
import type { AgentParts } from './parts.ts'
import { waitFor } from './wait.ts'
import { answerWindow, WINDOW_PATIENCE_MS } from './windows.ts'

/** A person's actions on WeChat's own windows and bars: the client's `native()`. */
export function nativeDomain({ phone }: AgentParts) {
  const { simulator } = phone
  const { dialogs, pages } = simulator

  const windowOf = async <Kind extends 'consent' | 'modal'>(kind: Kind) => {
    const isThere = () => (dialogs.current?.kind === kind ? true : undefined)
    if (await waitFor(isThere, WINDOW_PATIENCE_MS)) return
    const there = dialogs.current?.kind ?? 'none'
    throw new ProtocolError(`no ${kind} window is open (open: ${there})`)
  }
  const answer = (kind: 'consent' | 'modal', value: boolean | 'confirm' | 'cancel') => async () => {
    await windowOf(kind)
    dialogs.answer(kind, value)
  }
  const sheet = async (api: string, what: string, yesOrNo: 'yes' | 'no') => {
    const { current } = dialogs
    const isThere = current?.kind === 'sheet' && current.api.startsWith(api)
    if (!isThere) throw new ProtocolError(`${what} is not open`)
    await answerWindow(phone, yesOrNo)
  }

  return {
    authorizeAllow: answer('consent', true),
    authorizeCancel: answer('consent', false),
    confirmModal: answer('modal', 'confirm'),
    cancelModal: answer('modal', 'cancel'),
    closePaymentDialog: () => sheet('requestPayment', 'a payment window', 'no'),
    shareConfirm: () => sheet('share', 'a share window', 'yes'),
    shareCancel: () => sheet('share', 'a share window', 'no'),

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
