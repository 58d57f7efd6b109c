import { leaves, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { resetServer } from './phone.ts'
import { PNG, path, withPicture, tmp, noFile } from './pictures.ts'

beforeEach(resetServer)
const GIF = Uint8Array.from(
  Array.from('GIF89a', (c) => c.charCodeAt(0)).concat([5, 0, 4, 0, 0, 0, 0]),
)

contract('wx.previewImage', {
  succeeds: {
    options: { urls: ['a', 'b', 'c'], current: 'b' },
    after: async (on) => {
      expect(on.dialogs.current).toMatchObject({ title: '2 / 3', pictures: ['b', 'c', 'a'] })
      await on.leave()
    },
  },
  fails: [
    without('urls', 'Array'),
    {
      when: 'with no pictures',
      options: { urls: [] },
      errMsg: ':fail parameter error: parameter.urls is empty',
      errno: 1001,
    },
  ],
})
contract('wx.previewMedia', {
  succeeds: { options: { sources: [{ url: 'a' }] }, after: leaves },
  fails: without('sources', 'Array'),
})

const info = { width: 3, height: 2, type: 'png', orientation: 'up' }
contract('wx.getImageInfo', {
  succeeds: [
    { before: withPicture, options: { src: path }, result: { ...info, path } },
    {
      when: 'of the network',
      phone: { answer: () => new Response(GIF) },
      options: { src: 'https://example.com/a' },
      result: { ...info, width: 5, height: 4, type: 'gif', path: tmp },
    },
    {
      when: 'of the package',
      phone: { host: { readPackage: (file) => (file === 'images/a.png' ? PNG : undefined) } },
      options: { src: '/images/a.png' },
      result: { ...info, path: '/images/a.png' },
    },
  ],
  fails: [
    noFile({ src: path }),
    without('src'),
    {
      when: 'of what is no picture',
      before: ({ files }) => files.put(path, 'a text that is none'),
      options: { src: path },
      errMsg: ':fail get image info failed',
    },
  ],
})
contract('wx.saveImageToPhotosAlbum', {
  succeeds: {
    before: withPicture,
    options: { filePath: path },
    meanwhile: ({ allow }) => allow(),
    after: ({ effects }) =>
      expect(effects.of('saveImageToPhotosAlbum')).toEqual([
        expect.objectContaining({ filePath: path }),
      ]),
  },
  fails: [
    {
      when: 'when the person refuses',
      before: withPicture,
      options: { filePath: path },
      meanwhile: ({ deny }) => deny(),
      errMsg: ':fail auth deny',
      errno: 103,
    },
    without('filePath'),
  ],
})
for (const [api, options] of [
  ['wx.compressImage', { src: path }],
  ['wx.cropImage', { src: path, cropScale: '1:1' }],
  ['wx.editImage', { src: path }],
] as const) {
  contract(api, {
    succeeds: { before: withPicture, options, result: { tempFilePath: tmp } },
    fails: [noFile(options), without('src')],
  })
}
contract('wx.compressVideo', {
  succeeds: {
    before: withPicture,
    options: { src: path },
    result: { tempFilePath: tmp, size: '1' },
  },
  fails: [noFile({ src: path }), without('src')],
})
contract('wx.getVideoInfo', {
  succeeds: {
    before: withPicture,
    options: { src: path },
    result: {
      width: 0,
      height: 0,
      duration: 0,
      bitrate: 0,
      fps: 0,
      orientation: 'up',
      type: 'png',
      size: 1,
    },
  },
  fails: [noFile({ src: path }), without('src')],
})
contract('wx.saveVideoToPhotosAlbum', {
  succeeds: { before: withPicture, options: { filePath: path }, meanwhile: ({ allow }) => allow() },
  fails: without('filePath'),
})
contract('wx.checkDeviceSupportHevc', {
  succeeds: { result: { supportHevc: true } },
  fails: 'never',
})
contract('wx.checkIsPictureInPictureActive', {
  succeeds: { result: { isActive: false } },
  fails: 'never',
})
