import type { TestPhone } from './phone.ts'

/** The head of a picture of 3 by 2 pixels. */
export const PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0,
  0,
])

/** A file of the phone that holds a picture after `withPicture`. */
export const path = 'wxfile://a.png'

/** Puts the picture on the phone. */
export const withPicture = ({ files }: TestPhone) => files.put(path, PNG)

/** The path of a temporary file. */
export const tmp = expect.stringMatching(/^wxfile:\/\/tmp_\d+\.\w+$/) as string

/** A call for the picture before it is there. */
export const noFile = (options: object) => ({
  when: 'where there is no such file',
  options,
  errMsg: `:fail file not found: ${path}`,
})
