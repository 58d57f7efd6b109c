/** The address of the module that holds everything of the project but its scripts. */
export const PROJECT_URL = '/__project/project.js'

/** The name of the message that carries a `ProjectUpdate`. */
export const UPDATE_EVENT = 'weapp:update'

/** What changed on disk, as the phone needs to know it. */
export type ProjectUpdate =
  /** A style sheet or a template, which can be put in place of the present one. */
  | { kind: 'in-place'; changed: string }
  /** Anything else: the mini-program has to start anew. */
  | { kind: 'reload' }
