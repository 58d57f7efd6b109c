/** What the environment hands over from Node itself. */
declare var miniprogramHost: {
  /** A test's fake timers do not touch these. */
  setTimeout: (callback: () => void, milliseconds: number) => unknown
  now: () => number
  /** A script with `createHandlers()`: what answers in WeChat's name. */
  fakeWechat: string | undefined
  /** The folder of the mini-program under test. */
  findRoot: () => string
  /** Reads a mini-program: a `Program` and its faults as JSON, and its compiled templates. */
  readProgram: (
    folder: string,
    also: string[],
  ) => {
    json: string
    templates: () => unknown
    scriptAt: (path: string) => string | undefined
    resolve: (from: string, specifier: string) => { path: string } | { reason: string }
  }
  /** Set while a script of a mini-program is loaded, which then does not run. */
  takeScript?: (script: unknown, require: (path: string) => unknown) => void
  /** Told of a rejection nobody handled; says whether that was taken care of. */
  onRejection?: (reason: unknown, promise: Promise<unknown>) => boolean
}
