import type { Drawing } from './built-in.ts'

export const form: Drawing = {
  tag: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
}
