/** One measured step. It holds nothing that identifies the user. */
export interface Measurement {
  /** `runaway`: too many renewals in a minute; reported once, and printed on the console. */
  step: `wx.${string}` | 'exchange' | 'signIn' | 'call' | 'replay' | 'runaway'
  /** Milliseconds. */
  duration: number
  /** `undefined` when the step succeeded. */
  failedWith?: string
}

let report: ((measurement: Measurement) => void) | undefined
let isRunawayReported = false

/**
 * Hands every measured step to `listener`, until called without one. Off by default. To count, count
 * the calls; a listener that throws is ignored.
 */
export function onMeasured(listener?: (measurement: Measurement) => void) {
  report = listener
}

/** Measures `promise`; costs nothing while nobody listens. */
export function measured<P extends PromiseLike<unknown>>(step: Measurement['step'], promise: P): P {
  if (report) {
    const begun = Date.now()
    const end = (failure?: { code?: string }) => {
      send({ step, duration: Date.now() - begun, failedWith: failure && failure.code })
    }
    promise.then(() => end(), end)
  }
  return promise
}

/**
 * Sessions expire as soon as they are issued: `expiresIn` is not in seconds, or the phone's clock
 * jumps. Reported once, since every call would report it.
 */
export function reportRunaway() {
  if (isRunawayReported) return
  isRunawayReported = true
  send({ step: 'runaway', duration: 0, failedWith: 'ERR_RATE_LIMITED' })
  // oxlint-disable-next-line no-console -- for the developer, once
  console.warn('Renewed too often: is expiresIn in seconds?')
}

function send(measurement: Measurement) {
  try {
    if (report) report(measurement)
  } catch {
    // Measuring must not break what it measures.
  }
}
