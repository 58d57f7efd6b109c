import type { Drawing } from './built-in.ts'

/** The drawing of `form`. */
export const form: Drawing = {
  tag: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
}
