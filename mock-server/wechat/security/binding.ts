/** The request or answer that a sealed message belongs to: it is worth nothing in another. */
export interface Binding {
  /** The address without its query, with `https://`. */
  url: string
  appid: string
  /** Seconds since 1970. */
  timestamp: number
}

/** The text that is signed. */
export const signedText = ({ url, appid, timestamp }: Binding, body: string): Buffer =>
  Buffer.from([url, appid, timestamp, body].join('\n'))

/** The additional data (AAD) of GCM. */
export const additionalData = ({ url, appid, timestamp }: Binding, sn: string): Buffer =>
  Buffer.from([url, appid, timestamp, sn].join('|'))
