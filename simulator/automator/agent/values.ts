/** Fields that are never sent: they hold no data, and may contain cycles. */
const KEPT_BACK = new Set(['eventChannel', '_$', '__wxExparserNodeId__', '__wxWebviewId__'])

/**
 * A value as JSON can carry it: without functions, cycles and the engine's own objects. What a `wx`
 * call or a method returns may hold any of them.
 */
export function toPlain(value: unknown, above: readonly object[] = []): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
    return value
  }
  if (typeof value !== 'object' || above.includes(value)) return undefined
  if (value instanceof Date) return value.toJSON()
  if (value instanceof Error) return { name: value.name, message: value.message }
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return bytesOf(value)
  const inside = [...above, value]
  if (Array.isArray(value)) return value.map((item) => toPlain(item, inside) ?? null)
  const plain: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) {
    if (KEPT_BACK.has(name) || field === undefined) continue
    const made = toPlain(field, inside)
    if (made !== undefined) plain[name] = made
  }
  return plain
}

const bytesOf = (value: ArrayBuffer | ArrayBufferView): number[] =>
  Array.from(
    value instanceof ArrayBuffer
      ? new Uint8Array(value)
      : new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
  )

/**
 * The value at a path such as `list[0].name`, as `setData` writes paths.
 *
 * @returns `undefined` where there is nothing
 */
export function at(data: unknown, path: string): unknown {
  let value = data
  for (const [, name] of path.matchAll(/([^.[\]]+)/g)) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[name as string]
  }
  return value
}
