/** Handlers of `wx.cloud.callFunction`, one function a name; it may return a promise. */
export type CloudFunctions = Record<
  string,
  (event: Record<string, unknown>, context: { openid: string; appid: string }) => unknown
>
