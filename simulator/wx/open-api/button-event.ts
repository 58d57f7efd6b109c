/** An event a button fires after its tap. It does not bubble. */
export interface ButtonEvent {
  type: string
  detail: object
}
