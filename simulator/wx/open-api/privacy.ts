import { ApiFailure } from '../failure.ts'
import type { Device } from '../device.ts'
import type { Dialogs } from '../dialogs.ts'
import { changes, isSince } from '../versions.ts'

/** Options of the privacy guideline. */
export interface PrivacyOptions {
  /** The mini-program declared something the user has not agreed to yet. */
  isNeeded: boolean
  contractName: string
  /**
   * APIs that the guideline does not name, as `onNeedPrivacyAuthorization` calls it: `getClipboardData`,
   * `button.getPhoneNumber`.
   */
  undeclared: string[]
  /** WeChat took the mini-program's right to personal data away. */
  isBanned: boolean
}

/** The phone on which the agreement is requested. */
interface PrivacyWindow {
  device: Device
  dialogs: Dialogs
}

type Answer = { event: string; buttonId?: string }
type Listener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void

/** After a refusal in WeChat's own dialog it does not ask again for that long. */
const GAP_MS = 10_000

/**
 * The privacy agreement: whether the user still has to agree, and the calls that wait for it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 */
export class Privacy {
  isNeeded: boolean
  isBanned: boolean
  contractName: string
  readonly undeclared: Set<string>
  /** Reports of the mini-program: `exposureAuthorization`, `agree`, `disagree`. */
  readonly reports: string[] = []
  #listener: Listener | undefined
  #refusedAt = -Infinity
  /** Calls that wait for the listener's answer. */
  #waiting = 0
  readonly #tapped = new Set<string>()

  constructor(options: Partial<PrivacyOptions>) {
    const { isNeeded = false, isBanned = false, undeclared = [] } = options
    this.isNeeded = isNeeded
    this.isBanned = isBanned
    this.undeclared = new Set(undeclared)
    this.contractName = options.contractName ?? '《小程序隐私保护指引》'
  }

  /** The last registration wins. */
  listen(listener: Listener) {
    this.#listener = listener
  }

  /**
   * A button `agreePrivacyAuthorization` with this id was tapped: the person agrees by it. Calls that
   * wait for the mini-program's own window go on when that reports the same.
   */
  tapAgree(id: string) {
    this.#tapped.add(id)
    if (this.#waiting === 0) this.isNeeded = false
  }

  /** True when the person must still agree before personal data is touched. */
  isAskedOn({ device }: { device: Device }): boolean {
    return this.isNeeded && isSince(device, changes.privacy)
  }

  /**
   * Lets a call through that touches personal data: at once, or when the user agreed.
   *
   * @param referrer the call, as the listener is told: `button.getPhoneNumber`
   * @throws ApiFailure errno 104 when the user refuses, 112 when the guideline does not name it,
   *   1025 when WeChat has banned the mini-program from privacy APIs
   */
  async require({ device, dialogs }: PrivacyWindow, referrer: string): Promise<void> {
    if (!isSince(device, changes.privacy)) return
    if (this.isBanned) throw new ApiFailure('appid privacy api banned', 1025)
    if (this.undeclared.has(referrer)) {
      throw new ApiFailure('api scope is not declared in the privacy agreement', 112)
    }
    if (!this.isNeeded) return
    const listener = this.#listener
    if (listener) return this.#askListener(listener, referrer)
    const refusal = new ApiFailure('privacy permission is not authorized', 104)
    if (Date.now() - this.#refusedAt < GAP_MS) {
      throw new ApiFailure('privacy permission is not authorized in gap', 104)
    }
    const agreed = await dialogs.ask<'consent'>({
      kind: 'consent',
      scope: 'privacy',
      title: '用户隐私保护提示',
      text: `使用前请阅读并同意${this.contractName}`,
      allow: '同意',
      deny: '拒绝',
    })
    if (!agreed) {
      this.#refusedAt = Date.now()
      throw refusal
    }
    this.isNeeded = false
  }

  #askListener(listener: Listener, referrer: string): Promise<void> {
    this.#waiting++
    const answered = new Promise<void>((resolve, reject) => {
      const answer = ({ event, buttonId = '' }: Answer) => {
        this.reports.push(event)
        if (event === 'exposureAuthorization') return
        if (event === 'agree' && this.#tapped.has(buttonId)) {
          this.isNeeded = false
          return resolve()
        }
        const reason =
          event === 'agree'
            ? 'click action before resolve is needed'
            : 'privacy permission is not authorized'
        reject(new ApiFailure(reason, 104))
      }
      listener(answer, { referrer })
    })
    return answered.finally(() => this.#waiting--)
  }
}
