/** One measured step. Nothing in it tells who the user is. */
export interface Measurement {
  step: 'wx.login' | 'wx.checkSession' | 'exchange' | 'signIn' | 'call' | 'replay'
  /** Milliseconds. */
  duration: number
  /** `undefined` when the step succeeded. */
  failedWith?: string
}

let report: ((measurement: Measurement) => void) | undefined

/**
 * Hands every measured step to `listener`, until called without one. Off by default. To count, count
 * the calls; a listener that throws is ignored.
 */
export function onMeasured(listener?: (measurement: Measurement) => void) {
  report = listener
}

/** Measures `promise`; costs nothing while nobody listens. */
export function measured<T, P extends Promise<T>>(step: Measurement['step'], promise: P): P {
  if (report) {
    const begun = Date.now()
    const tell = (failure?: { code?: string }) => {
      try {
        const duration = Date.now() - begun
        if (report) report({ step, duration, failedWith: failure && failure.code })
      } catch {
        // Measuring must not break what it measures.
      }
    }
    promise.then(() => tell(), tell)
  }
  return promise
}
