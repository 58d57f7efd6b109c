import { FlattenMap, originalPositionFor, type TraceMap } from '@jridgewell/trace-mapping'
import type { Build } from '../build/compile.ts'

/** A place in a mini-program's own files; lines and columns from 1. */
export interface SourcePlace {
  file: string
  line: number
  column: number
}

const traced = new WeakMap<Build, TraceMap>()

/** The source of a place in the one script that a browser runs; lines and columns from 1. */
export function traceScript(build: Build, line: number, column: number): SourcePlace | undefined {
  if (!(line >= 1 && column >= 1)) return undefined
  let map = traced.get(build)
  if (!map) traced.set(build, (map = FlattenMap(build.scripts.map as never)))
  const found = originalPositionFor(map, { line, column: column - 1 })
  if (found.source === null) return undefined
  return { file: found.source, line: found.line, column: found.column + 1 }
}
