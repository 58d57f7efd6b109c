import type { MakeTemplates } from '../../engine/program.ts'
import type { PhoneProgram } from '../build/compile.ts'

/** The mini-program as the server compiled it: `/__project/program.js`. */
export interface Served {
  program: PhoneProgram & { version: string }
  templates: MakeTemplates
}

declare global {
  interface Window {
    __project?: Served
  }
}

/** @throws Error where the server could not make it */
export function served(): Served {
  if (window.__project) return window.__project
  throw new Error('The mini-program could not be compiled; what "npm start" printed says why.')
}

/** Waits for the mini-program's own scripts, which follow the phone's in the document. */
export function scriptsAreRun(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve()
  return new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true })
  })
}
