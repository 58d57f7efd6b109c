import type { Script } from 'node:vm'

/** A script of a mini-program: gives a function of the globals it is to find. */
export function compileScript(file: string): Script
