import { posix } from 'node:path'
import type { ProjectFault } from '../../project/fault.ts'

/** A sheet of Sass or Less does not compile. */
export class SheetError extends Error {
  override name = 'SheetError' as const
  readonly fault: ProjectFault

  constructor(fault: ProjectFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** Sheets are called so to compilers: names from the mini-program's root, on every system. */
const SCHEME = 'weapp:'

/** The name of a sheet, by the address that a compiler knows it by. */
export const nameAt = (address: string) =>
  posix.normalize(decodeURIComponent(address.replace(SCHEME, ''))).replace(/^\/+/, '')

/** The address by which compilers know a sheet. */
export const addressOf = (name: string) => `${SCHEME}/${encodeURI(name)}`
