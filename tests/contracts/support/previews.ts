import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Serves mini-programs to a browser, one after the other, each on a port of its own. */
export interface Previews {
  open(root: string): Promise<{ origin: string; close(): Promise<void> }>
  close(): void
}

/** Requests to the serving process, and its answers. */
export type Request = { id: number; open: string } | { id: number; close: string }
/** An answer of the serving process. */
export interface Answer {
  id: number
  origin?: string
  failure?: string
}

/** Starts the process that serves: the preview is no code for jest's own module system. */
export async function startPreviews(): Promise<Previews> {
  const child = fork(join(__dirname, 'serve.ts'), [], { execArgv: ['--import', 'tsx'] })
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  child.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer))
  child.once('exit', () => {
    for (const settle of waiting.values()) settle({ id: 0, failure: 'the serving process ended' })
  })
  const ask = async (what: { open: string } | { close: string }): Promise<Answer> => {
    const id = ++last
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    child.send({ id, ...what })
    const answer = await answered
    waiting.delete(id)
    if (answer.failure !== undefined) throw new Error(answer.failure)
    return answer
  }
  return {
    async open(root) {
      const { origin = '' } = await ask({ open: root })
      return { origin, close: async () => void (await ask({ close: origin })) }
    },
    close: () => child.disconnect(),
  }
}
