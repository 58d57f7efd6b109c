import { ProtocolError } from '../protocol.ts'
import type { AutomatedPhone } from './phone.ts'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/**
 * A function from its text, as `Function.prototype.toString` gives it: it sees the globals of the
 * mini-program's scripts, not the client's variables.
 *
 * @throws ProtocolError where the text is no function
 */
export function makeFunction(declaration: unknown, { simulator }: AutomatedPhone): AnyFunction {
  const names = {
    wx: simulator.wx,
    getApp: simulator.app.get,
    getCurrentPages: () => simulator.pages.stack.map((page) => page.instance),
  }
  const text = String(declaration).trim()
  for (const form of [
    text,
    `function ${text}`,
    `async function ${text.replace(/^async\s+/, '')}`,
  ]) {
    const made = compile(form, names)
    if (made) return made
  }
  throw new ProtocolError(`this is not a function: ${text.slice(0, 80)}`)
}

/** @returns `undefined` where the text does not compile in this form */
function compile(text: string, names: object): AnyFunction | undefined {
  try {
    // The protocol is made to run any code; only this machine's programs reach it: see sockets.ts.
    // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
    const make = new Function(...Object.keys(names), `return (${text}\n)`) as AnyFunction
    const made = make(...Object.values(names))
    return typeof made === 'function' ? (made as AnyFunction) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
