import { leaves, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, type TestPhoneOptions } from './phone.ts'
import { path, withPicture, noFile } from './pictures.ts'

beforeEach(resetServer)

describe('wx.getFileSystemManager', () => {
  const usr = 'wxfile://usr'
  const manager = (options?: TestPhoneOptions) => phone(options).wx.getFileSystemManager()

  test('writes and reads in every encoding', () => {
    const fs = manager()
    fs.writeFileSync(`${usr}/a.txt`, '你好', 'utf8')
    expect(fs.readFileSync(`${usr}/a.txt`, 'utf8')).toBe('你好')
    expect(fs.readFileSync(`${usr}/a.txt`, 'base64')).toBe('5L2g5aW9')
    expect(fs.readFileSync(`${usr}/a.txt`, 'hex')).toBe('e4bda0e5a5bd')
    expect((fs.readFileSync(`${usr}/a.txt`) as ArrayBuffer).byteLength).toBe(6)
    fs.appendFileSync(`${usr}/a.txt`, '!', 'utf8')
    expect(fs.readFileSync(`${usr}/a.txt`, 'utf8', 6, 1)).toBe('!')
  })

  test('knows folders', () => {
    const fs = manager()
    fs.mkdirSync(`${usr}/a/b`, true)
    fs.writeFileSync(`${usr}/a/c.txt`, 'c', 'utf8')
    expect(fs.readdirSync(`${usr}/a`)).toEqual(['b', 'c.txt'])
    expect(() => fs.rmdirSync(`${usr}/a`)).toThrow('rmdirSync:fail directory not empty')
    fs.renameSync(`${usr}/a`, `${usr}/z`)
    expect(fs.readFileSync(`${usr}/z/c.txt`, 'utf8')).toBe('c')
    fs.copyFileSync(`${usr}/z/c.txt`, `${usr}/d.txt`)
    fs.rmdirSync(`${usr}/z`, true)
    expect(() => fs.accessSync(`${usr}/z/c.txt`)).toThrow('no such file or directory')
    fs.unlinkSync(`${usr}/d.txt`)
    expect(fs.readdirSync(usr)).toEqual([])
  })

  test('says what a file is', () => {
    const fs = manager()
    fs.writeFileSync(`${usr}/a.txt`, 'abc', 'utf8')
    const stats = fs.statSync(`${usr}/a.txt`) as WechatMiniprogram.Stats
    expect([stats.size, stats.isFile(), stats.isDirectory()]).toEqual([3, true, false])
  })

  test.each([
    ['no file', 'readFile', { filePath: `${usr}/x` }, 1300002, 'no such file or directory'],
    ['a folder', 'readFile', { filePath: usr }, 1301101, 'illegal operation on a directory'],
    ['the package', 'writeFile', { filePath: '/app.js', data: '' }, 1300013, 'permission denied'],
    ['a missing folder', 'writeFile', { filePath: `${usr}/x/y`, data: '' }, 1300002, 'no such'],
    ['what is there', 'mkdir', { dirPath: usr }, 1300013, 'permission denied'],
    ['a file gone', 'unlink', { filePath: `${usr}/x` }, 1300002, 'no such file'],
  ] as const)('fails for %s: %s', async (_, name, options, errno, words) => {
    const fs = manager() as unknown as Record<string, (options: object) => void>
    const failed = await new Promise((fail) => fs[name]?.({ ...options, fail }))
    const errMsg = expect.stringContaining(words) as string
    expect(failed).toEqual({ errMsg, errno })
  })

  test('reads the package, and keeps temporary files', async () => {
    const data = new TextEncoder().encode('{}')
    const on = phone({ host: { readPackage: (file) => (file === 'data.json' ? data : undefined) } })
    const fs = on.wx.getFileSystemManager()
    expect(fs.readFileSync('/data.json', 'utf8')).toBe('{}')
    const temporary = on.files.add('a', 'txt')
    const saved = fs.saveFileSync(temporary)
    expect(fs.readFileSync(saved, 'utf8')).toBe('a')
    expect(on.files.get(temporary)).toBeUndefined()
  })

  test('opens files by number', () => {
    const fs = manager()
    const fd = fs.openSync({ filePath: `${usr}/a`, flag: 'w+' })
    fs.writeSync({ fd, data: 'hello' })
    const arrayBuffer = new ArrayBuffer(2)
    fs.readSync({ fd, arrayBuffer, position: 1, length: 2 })
    expect(new TextDecoder().decode(arrayBuffer)).toBe('el')
    fs.ftruncateSync({ fd, length: 1 })
    expect(fs.fstatSync({ fd }).size).toBe(1)
    fs.closeSync({ fd })
    expect(() => fs.closeSync({ fd })).toThrow('bad file descriptor')
    expect(() => fs.openSync({ filePath: `${usr}/a`, flag: 'wx' })).toThrow('file already exists')
  })
})

test('wx.saveFile keeps files, which wx.getSavedFileList lists until wx.removeSavedFile', async () => {
  const on = phone()
  type Call = (options?: object) => Promise<Record<string, never>>
  const wx = on.wx as unknown as Record<string, Call>
  const { savedFilePath } = (await wx.saveFile?.({ tempFilePath: on.files.add('ab') })) ?? {}
  expect(await wx.getSavedFileList?.()).toMatchObject({
    fileList: [{ filePath: savedFilePath, size: 2 }],
  })
  // wx.getSavedFileInfo, wx.getFileInfo
  expect(await wx.getSavedFileInfo?.({ filePath: savedFilePath })).toMatchObject({ size: 2 })
  const sha1 = { filePath: savedFilePath, digestAlgorithm: 'sha1' }
  expect(await wx.getFileInfo?.(sha1)).toMatchObject({
    size: 2,
    digest: 'da23614e02469a0d7c7bd1bdab5c9c474b1904dc',
  })
  await wx.removeSavedFile?.({ filePath: savedFilePath })
  expect(await wx.getSavedFileList?.()).toMatchObject({ fileList: [] })
  await expect(wx.getSavedFileInfo?.({ filePath: savedFilePath })).rejects.toMatchObject({
    errMsg: 'getSavedFileInfo:fail file not exist',
  })
})

contract('wx.openDocument', {
  succeeds: { before: withPicture, options: { filePath: path }, after: leaves },
  fails: [noFile({ filePath: path }), without('filePath')],
})
contract('wx.saveFileToDisk', {
  succeeds: {
    before: withPicture,
    options: { filePath: path },
    meanwhile: ({ choose }) => choose(),
  },
  fails: [noFile({ filePath: path }), without('filePath')],
})
