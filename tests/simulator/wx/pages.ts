import { page, type TestPhone } from './phone.ts'

/** The names of the open pages, the lowest first. */
const stack = ({ pages }: TestPhone) => pages.stack.map(({ route }) => route.split('/').at(-1))

/** Expects these pages to be open, and no others. */
export const isAt =
  (...names: string[]) =>
  (on: TestPhone) =>
    expect(stack(on)).toEqual(names)

/** Options of a call that leads to a page. */
export const to = (name: string) => ({ url: page(name) })

/** Opens a second page. */
export const atDetail = ({ wx }: TestPhone) => wx.navigateTo(to('detail'))
