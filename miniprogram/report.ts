/** Closing the picture chooser: some clients report it here, and nothing is wrong. */
const HARMLESS = /chooseAvatar:fail cancel/

/**
 * Unhandled errors go to WeChat's real-time log, which its console (实时日志) shows. Send
 * them elsewhere by changing this one place. Errors of `services/` hold no token and no code.
 */
export function reportProblem(problem: unknown) {
  const text = problem instanceof Error ? `${problem.message}\n${problem.stack || ''}` : problem
  if (HARMLESS.test(String(text)) || !wx.canIUse('getRealtimeLogManager')) return
  wx.getRealtimeLogManager().error(text)
}
