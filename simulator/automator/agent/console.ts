import { toPlain } from './values.ts'

type Emit = (method: string, params: object) => void

/** A line of the console. */
export interface LogLine {
  type: string
  args: unknown[]
}

const KINDS = ['log', 'info', 'warn', 'error', 'debug'] as const
/** As many lines as a report can use. */
const KEPT = 300

/** Records the mini-program's console output, and sends it as an event where a client listens. */
export class ConsoleWatch {
  readonly lines: LogLine[] = []
  isTold = false

  constructor(emit: Emit) {
    for (const type of KINDS) {
      // oxlint-disable-next-line no-console
      const write = console[type].bind(console)
      // oxlint-disable-next-line no-console
      console[type] = (...args: unknown[]) => {
        write(...args)
        const line = { type, args: args.map((value) => toPlain(value) ?? String(value)) }
        this.lines.push(line)
        if (this.lines.length > KEPT) this.lines.shift()
        if (this.isTold) emit('App.logAdded', line)
      }
    }
  }
}
