/**
 * Why a simulated call fails; `reason` follows `<api>:fail ` in `errMsg`, or right after `fail`
 * where it starts with a colon: WeChat has both.
 */
export class ApiFailure extends Error {
  override name = 'ApiFailure' as const
  readonly reason: string
  readonly errno: number | undefined

  constructor(reason: string, errno?: number) {
    super(reason)
    this.reason = reason
    this.errno = errno
  }
}

/** A failure of a part of the phone: it says `errCode`, as those chapters of WeChat's do. */
export class DeviceFailure extends ApiFailure {
  readonly errCode: number

  constructor(reason: string, errCode: number) {
    super(`:${reason}`)
    this.errCode = errCode
  }
}

/** The text of a failure as WeChat writes it. */
export const failText = (api: string, reason: string) =>
  `${api}:fail${reason.startsWith(':') ? '' : ' '}${reason}`
