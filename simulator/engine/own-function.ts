/**
 * `Function` for the mini-program's scripts: `Function('return this')()`, by which libraries look for
 * the global object, returns that of the scripts, not the browser's. Otherwise it is JavaScript's own.
 *
 * @param globals what `globalThis` is to the scripts
 */
export function functionOver(globals: object): FunctionConstructor {
  const isLook = (parts: unknown[]) => /^\s*return this;?\s*$/.test(String(parts.at(-1)))
  return new Proxy(Function, {
    apply: (own, self, parts: string[]): unknown =>
      isLook(parts) ? () => globals : Reflect.apply(own, self, parts),
    construct: (own, parts: string[]): object =>
      isLook(parts) ? () => globals : Reflect.construct(own, parts),
  })
}
