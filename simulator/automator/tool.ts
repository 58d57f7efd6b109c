import type { Hub, ToolCall } from './hub.ts'
import { ProtocolError } from './protocol.ts'

/** Abilities of the program that opened the phone. An absent one is refused with words. */
export interface Surroundings {
  /** The mock server's address: its users are the test accounts. */
  origin: () => string
  /** A picture of the phone, as PNG. */
  screenshot?: () => Promise<Buffer>
  /** Ends everything that was started. */
  close?: () => void
}

const REFUSED: Record<string, string> = {
  'Tool.enableRemoteDebug': 'there is no real phone to debug: the phone is simulated',
  'Tool.stopAudits': 'audits are DevTools’ own: there is no report here',
  'Tool.getTicket': 'tickets belong to a WeChat account, which is not needed here',
  'Tool.setTicket': 'tickets belong to a WeChat account, which is not needed here',
  'Tool.refreshTicket': 'tickets belong to a WeChat account, which is not needed here',
}

/** The domain `Tool`, and what of `App` concerns the window around the phone. */
export const toolDomain =
  ({ origin, screenshot, close }: Surroundings): ToolCall =>
  async (method, _params, hub) => {
    switch (method) {
      case 'Tool.getInfo':
        return { SDKVersion: await baseLibrary(hub), version: 'weapp-login-kit' }
      case 'Tool.getTestAccounts':
        return { accounts: await testAccounts(origin()) }
      case 'App.captureScreenshot':
        if (!screenshot) {
          throw new ProtocolError(
            'this phone is open in your own browser, which takes no pictures for others: use `npm run auto`',
          )
        }
        return { data: (await screenshot()).toString('base64') }
      case 'App.exit':
        return {}
      case 'Tool.close':
        // After the answer has gone out: the client rejects when none comes.
        if (close) setTimeout(close, 50)
        return {}
      default: {
        const why = REFUSED[method]
        throw new ProtocolError(why === undefined ? `${method} unimplemented` : `${method}: ${why}`)
      }
    }
  }

async function baseLibrary(hub: Hub): Promise<string> {
  const { baseLibrary } = (await hub.call('Kit.device')) as { baseLibrary: string }
  return baseLibrary
}

/** People of the fake WeChat, each with the openid that the default app knows them by. */
async function testAccounts(origin: string) {
  const answer = await fetch(`${origin}/__mock/users`)
  const { users } = (await answer.json()) as { users: { name: string; nickName: string }[] }
  return users.map(({ name, nickName }) => ({ nickName, openid: name }))
}
