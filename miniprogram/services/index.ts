/**
 * The sign-in core. Optional modules are imported from their own files: `profile`, `phone`,
 * `permission`, `privacy`. Delete those an app does not use.
 */
export { api, deleteAccount, getSession, type Call } from './api'
export { codeOf, LoginError, type LoginErrorCode } from './errors'
export { subscribe, type SessionEvent } from './events'
export { currentUser, ensureSignedIn, rememberUser, resume, signIn, signOut } from './session'
export { defineEntry, type Session, type StoredUserInfo } from './storage'
export { onMeasured, type Measurement } from './telemetry'
export { canAuthorizeByButton, userInfoFrom, type GetUserInfoDetail } from './wechat'
