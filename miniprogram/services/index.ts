/**
 * The sign-in core. Optional modules are imported from their own files: `account`, `stream`,
 * `page-calls`, `user-info`, `profile`, `phone`, `permission`, `privacy`. Delete those an app does
 * not use.
 */
export { api } from './api'
export { codeOf, ServiceError, type ServiceErrorCode } from './errors'
export { subscribe, type SessionEvent } from './events'
export { ensureSignedIn, resume } from './renewal'
export { signIn, signOut } from './session'
export {
  currentUser,
  isSignedIn,
  rememberUser,
  signInDetails,
  type Session,
  type StoredUserInfo,
} from './session-store'
export { defineEntry } from './storage'
export type { Call } from './task'
export { onMeasured, type Measurement } from './telemetry'
