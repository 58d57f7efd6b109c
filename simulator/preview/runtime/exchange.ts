/** A request of the phone's and its answer, as they went over the wire. */
export interface Exchange {
  id: number
  /** Milliseconds since 1970. */
  at: number
  method: string
  url: string
  headers: Record<string, string>
  /** Text as it was sent; what is no text is described. */
  body?: string
  /** Absent while it is in progress. */
  status?: number
  answerHeaders?: Record<string, string>
  answerBody?: string
  /** Bytes of the answer's body. */
  size?: number
  ms?: number
  /** Why there is no answer, or no whole one. */
  failure?: string
  /** True while more of the answer is to come, or the connection stays open. */
  isOpen?: boolean
  /** Of a WebSocket, in place of bodies: messages of both sides, oldest first. */
  messages?: SocketMessage[]
}

/** A message of a WebSocket. */
export interface SocketMessage {
  /** Milliseconds since 1970. */
  at: number
  from: 'phone' | 'server'
  /** Text, or a description of what is not. */
  text: string
  /** Bytes. */
  size: number
}
