import type * as msw from 'msw'

type Msw = typeof msw

/** msw's own, loaded when a test first names one: most page tests of a file need none. */
export const http = later('http')
/** msw's `HttpResponse`. */
export const HttpResponse = later('HttpResponse')

function later<Name extends keyof Msw>(name: Name): Msw[Name] {
  const load = () => (require('msw') as Msw)[name] as new () => object
  return new Proxy(function () {} as unknown as Msw[Name] & object, {
    get: (_, key) => Reflect.get(load(), key) as unknown,
    construct: (_, args: unknown[]) => Reflect.construct(load(), args) as object,
  })
}
