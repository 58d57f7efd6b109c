import type { ServiceErrorCode } from '../services/errors'
import { words } from './index'

/** The action offered for an error. `none`: it is no fault, nothing needs to be done. */
export type PromptAction = 'none' | 'retry' | 'later' | 'signIn' | 'openSettings' | 'readPrivacy'

/** Words and action for an error, as a page shows them. */
export interface Prompt {
  title: string
  text: string
  action: PromptAction
  /** For the button of the action; empty where there is none. */
  label: string
}

const actions: Record<ServiceErrorCode, PromptAction> = {
  ERR_USER_DENIED: 'none',
  ERR_ABORTED: 'none',
  ERR_USAGE: 'later',
  ERR_PRIVACY_REFUSED: 'readPrivacy',
  ERR_PRIVACY_UNDECLARED: 'later',
  ERR_TAP_NEEDED: 'retry',
  ERR_UNSUPPORTED: 'none',
  ERR_PHONE_QUOTA: 'later',
  ERR_NICKNAME_EMPTY: 'retry',
  ERR_WECHAT_LOGIN: 'retry',
  ERR_OFFLINE: 'retry',
  ERR_NETWORK: 'retry',
  ERR_TIMEOUT: 'retry',
  ERR_CODE_INVALID: 'retry',
  ERR_KEY_STALE: 'retry',
  ERR_USER_BLOCKED: 'none',
  ERR_RATE_LIMITED: 'later',
  ERR_WECHAT_BUSY: 'later',
  ERR_SESSION_EXPIRED: 'signIn',
  ERR_SIGNED_OUT: 'signIn',
  ERR_USER_CHANGED: 'retry',
  ERR_REJECTED: 'none',
  ERR_SERVER: 'later',
}

/** Title, words and action for an error, in the client's language. */
export function promptFor(code: ServiceErrorCode): Prompt {
  return prompt(code, actions[code])
}

/** The prompt for a refused permission, which only WeChat's settings page can change. */
export function permissionPrompt(): Prompt {
  return prompt('ERR_USER_DENIED', 'openSettings')
}

function prompt(code: ServiceErrorCode, action: PromptAction): Prompt {
  const { errors, prompts } = words()
  return {
    title: prompts.titles[action],
    text: errors[code],
    action,
    label: prompts.labels[action],
  }
}
