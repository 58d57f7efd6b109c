/** A subscribe message, as `/__client/messages` gives it. A test keeps it equal to the server's. */
export interface ShownNotice {
  id: number
  templateId: string
  title: string
  lines: { name: string; value: string }[]
  page?: string | undefined
  state: string
  lang: string
  sentAt: number
}
