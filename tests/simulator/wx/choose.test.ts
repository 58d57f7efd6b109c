import { contract } from './api-contract.ts'
import { phone, resetServer, type TestPhone, type TestPhoneOptions } from './phone.ts'
import { PNG, tmp } from './pictures.ts'
import { refusesPrivacy } from './cases.ts'

beforeEach(resetServer)

const album: TestPhoneOptions = {
  person: {
    album: [
      { name: 'one.png', content: new Blob([PNG]) },
      { name: 'two.pdf', content: new Blob(['p']) },
    ],
  },
}
const none = {
  when: 'when the person chooses none',
  meanwhile: ({ deny }: TestPhone) => deny(),
  errMsg: ':fail cancel',
}
contract('wx.chooseVideo', {
  succeeds: {
    meanwhile: ({ allow }) => allow(),
    result: {
      tempFilePath: tmp,
      size: expect.any(Number) as number,
      duration: 1,
      width: 0,
      height: 0,
    },
  },
  fails: none,
})
contract('wx.chooseMessageFile', {
  succeeds: {
    phone: album,
    options: { count: 5 },
    meanwhile: ({ allow }) => allow(),
    result: {
      tempFiles: [
        expect.objectContaining({ name: 'one.png', type: 'image', size: PNG.length }),
        expect.objectContaining({ name: 'two.pdf', type: 'file', size: 1 }),
      ],
    },
  },
  fails: none,
})
test('wx.chooseImage gives as many as are wanted of the album', async () => {
  const on = phone(album)
  const chosen = on.wx.chooseImage({ count: 1 })
  await on.allow()
  expect((await chosen).tempFilePaths).toEqual([expect.stringMatching(/\.png$/)])
})

const path = expect.stringMatching(/^wxfile:\/\/tmp_/) as string
const size = expect.any(Number) as number
const chooses = ({ allow }: TestPhone) => allow()

contract('wx.chooseImage', {
  succeeds: {
    meanwhile: chooses,
    result: { tempFilePaths: [path], tempFiles: [{ path, size }] },
  },
  fails: [none, refusesPrivacy],
})

contract('wx.chooseMedia', {
  succeeds: {
    meanwhile: chooses,
    result: {
      type: 'image',
      tempFiles: [{ tempFilePath: path, size, fileType: 'image', width: 1, height: 1 }],
    },
  },
  fails: [none, refusesPrivacy],
})

test('a chosen picture is a file that can be uploaded', async () => {
  const on = phone()
  const chosen = on.wx.chooseMedia({})
  await on.allow()
  const [file] = (await chosen).tempFiles
  expect(on.files.get(file?.tempFilePath ?? '')?.size).toBe(file?.size)
})
