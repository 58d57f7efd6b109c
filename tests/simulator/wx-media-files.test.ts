import type { HostSocket } from '../../simulator/wx/host.ts'
import { contract } from './contract.ts'
import { phone, resetServer, turn, type Phone, type PhoneOptions } from './phone.ts'

beforeEach(resetServer)

const PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0,
  0,
])
const GIF = Uint8Array.from(
  Array.from('GIF89a', (c) => c.charCodeAt(0)).concat([5, 0, 4, 0, 0, 0, 0]),
)
const path = 'wxfile://a.png'
const withPicture = ({ files }: Phone) => files.put(path, PNG)
const tmp = expect.stringMatching(/^wxfile:\/\/tmp_\d+\.\w+$/) as string
const noFile = (options: object) => ({
  when: 'where there is no such file',
  options,
  errMsg: `:fail file not found: ${path}`,
})
const without = (name: string, kind = 'String') => ({
  when: `without ${name}`,
  options: {},
  errMsg: `:fail parameter error: parameter.${name} should be ${kind} instead of Undefined;`,
  errno: 1001,
})
const leaves = ({ leave }: Phone) => leave()

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

const album: PhoneOptions = {
  person: {
    album: [
      { name: 'one.png', content: new Blob([PNG]) },
      { name: 'two.pdf', content: new Blob(['p']) },
    ],
  },
}
const none = {
  when: 'when the person chooses none',
  meanwhile: ({ deny }: Phone) => deny(),
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

describe('wx.createInnerAudioContext', () => {
  test('has a state, and tells of it', async () => {
    const audio = phone().wx.createInnerAudioContext()
    const told: string[] = []
    audio.onPlay(() => void told.push('play'))
    audio.onPause(() => void told.push('pause'))
    audio.onStop(() => void told.push('stop'))
    audio.onSeeked(() => void told.push('seeked'))
    audio.src = 'https://example.com/a.mp3'
    audio.play()
    audio.seek(3)
    expect([audio.paused, audio.currentTime]).toEqual([false, 3])
    audio.pause()
    audio.stop()
    await turn()
    expect(told).toEqual(['play', 'seeked', 'pause', 'stop'])
    expect([audio.paused, audio.currentTime]).toEqual([true, 0])
  })

  test('fails without a sound, and after its end tells nothing', async () => {
    const audio = phone().wx.createInnerAudioContext()
    const told: number[] = []
    audio.onError(({ errCode }) => void told.push(errCode))
    audio.play()
    await turn()
    audio.destroy()
    audio.play()
    await turn()
    expect(told).toEqual([10001])
  })
})

test('wx.createAudioContext plays what it is told', async () => {
  const audio = phone().wx.createAudioContext('a')
  expect(() => {
    audio.setSrc('a.mp3')
    audio.play()
    audio.seek(1)
    audio.pause()
  }).not.toThrow()
  await turn()
})

test('wx.getBackgroundAudioManager plays by itself; the older calls speak of the same', async () => {
  const { wx } = phone()
  const told: string[] = []
  wx.onBackgroundAudioPlay(() => void told.push('play'))
  wx.onBackgroundAudioPause(() => void told.push('pause'))
  wx.onBackgroundAudioStop(() => void told.push('stop'))
  const manager = wx.getBackgroundAudioManager()
  manager.title = 'a'
  manager.src = 'https://example.com/a.mp3'
  await turn()
  const state = await wx.getBackgroundAudioPlayerState()
  expect(state).toMatchObject({ status: 1, dataUrl: 'https://example.com/a.mp3' })
  await wx.pauseBackgroundAudio()
  await wx.seekBackgroundAudio({ position: 2 })
  expect(manager.currentTime).toBe(2)
  await wx.stopBackgroundAudio()
  await wx.playBackgroundAudio({ dataUrl: 'b.mp3' })
  await turn()
  expect(told).toEqual(['play', 'pause', 'stop', 'play'])
})
contract('wx.setInnerAudioOption', {
  succeeds: {
    options: { mixWithOther: false },
    after: ({ effects }) => expect(effects.of('setInnerAudioOption')).toHaveLength(1),
  },
  fails: 'never',
})
contract('wx.getAvailableAudioSources', {
  succeeds: { result: { audioSources: ['auto', 'buildInMic'] } },
  fails: 'never',
})
contract('wx.playVoice', {
  succeeds: { before: withPicture, options: { filePath: path } },
  fails: [
    { when: 'of no file', options: { filePath: path }, errMsg: ':fail file not exist' },
    without('filePath'),
  ],
})
contract('wx.pauseVoice', { succeeds: {}, fails: 'never' })
contract('wx.stopVoice', { succeeds: {}, fails: 'never' })

describe('wx.getRecorderManager', () => {
  test('gives a file after the person allowed it', async () => {
    const on = phone()
    const told: unknown[] = []
    const recorder = on.wx.getRecorderManager()
    recorder.onStart(() => void told.push('start'))
    recorder.onStop(({ tempFilePath }) => void told.push(tempFilePath))
    recorder.start({})
    await on.allow()
    while (told.length < 1) await turn()
    recorder.stop()
    expect(told).toEqual(['start', tmp])
  })

  test('fails when the person refuses, and when it was not started', async () => {
    const on = phone()
    const told: string[] = []
    const recorder = on.wx.getRecorderManager()
    recorder.onError(({ errMsg }) => void told.push(errMsg))
    recorder.start({})
    await on.deny()
    while (told.length < 1) await turn()
    recorder.stop()
    const failed = 'operateRecorder:fail '
    expect(told).toEqual([`${failed}auth deny`, `${failed}recorder not start`])
  })
})
test('wx.startRecord succeeds when wx.stopRecord ends it', async () => {
  const on = phone()
  const recorded = on.wx.startRecord({}) as unknown as Promise<{ tempFilePath: string }>
  await on.allow()
  const stopped = () =>
    on.wx.stopRecord().then(
      () => true,
      () => false,
    )
  while (!(await stopped())) await turn()
  expect((await recorded).tempFilePath).toEqual(tmp)
  await expect(on.wx.stopRecord()).rejects.toMatchObject({
    errMsg: 'stopRecord:fail recorder not start',
  })
})

test.each([
  ['wx.createVideoContext', 'createVideoContext', 'VideoContext', 'play'],
  ['wx.createLivePlayerContext', 'createLivePlayerContext', 'LivePlayerContext', 'mute'],
  ['wx.createLivePusherContext', 'createLivePusherContext', 'LivePusherContext', 'start'],
  ['wx.createMapContext', 'createMapContext', 'MapContext', 'moveToLocation'],
  ['wx.createCameraContext', 'createCameraContext', 'CameraContext', 'setZoom'],
])('%s tells the component, and the record', async (_, name, kind, method) => {
  const commands: object[] = []
  const on = phone({ host: { controlComponent: (command) => void commands.push(command) } })
  const wx = on.wx as unknown as Record<string, (id: string) => Record<string, (o: object) => void>>
  const answered = new Promise((success) => wx[name]?.('player')[method]?.({ success }))
  expect(await answered).toEqual({ errMsg: `${method}:ok` })
  expect(commands).toEqual([expect.objectContaining({ kind, id: 'player', method })])
  expect(on.effects.of(`${kind}.${method}`)).toHaveLength(1)
})
test('a camera takes a picture, a map knows where the person is', async () => {
  const { wx } = phone()
  const photo = await new Promise((success) => wx.createCameraContext().takePhoto({ success }))
  expect(photo).toMatchObject({ tempImagePath: tmp })
  const center = await new Promise((success) =>
    wx.createMapContext('m').getCenterLocation({ success }),
  )
  expect(center).toMatchObject({ latitude: 39.908823 })
})

describe('wx.getFileSystemManager', () => {
  const usr = 'wxfile://usr'
  const manager = (options?: PhoneOptions) => phone(options).wx.getFileSystemManager()

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

describe('wx.connectSocket', () => {
  const connected = (options: object = {}) => {
    const sent: unknown[] = []
    let happen: (event: string, detail?: object) => void = () => {}
    const openSocket = (): HostSocket => {
      const listeners: Record<string, (event: object) => void> = {}
      const socket = {
        binaryType: '',
        addEventListener: (event: string, listener: (event: object) => void) => {
          listeners[event] = listener
        },
        send: (data: unknown) => void sent.push(data),
        close: (code: number, reason: string) => listeners.close?.({ code, reason }),
      }
      happen = (event, detail = {}) => listeners[event]?.(detail)
      return socket as unknown as HostSocket
    }
    const on = phone({ host: { openSocket } })
    const told: unknown[] = []
    const task = on.wx.connectSocket({ url: 'wss://example.com', ...options })
    task.onOpen(() => void told.push('open'))
    task.onMessage(({ data }) => void told.push(data))
    task.onClose(({ code }) => void told.push(code))
    task.onError(({ errMsg }) => void told.push(errMsg))
    return {
      on,
      task,
      told,
      sent,
      happen: (event: string, detail?: object) => happen(event, detail),
    }
  }

  test('sends and hears until it is closed', async () => {
    const { task, told, sent, happen } = connected()
    await turn()
    happen('open')
    const success = await new Promise((success) => task.send({ data: 'hi', success }))
    expect(success).toEqual({ errMsg: 'sendSocketMessage:ok' })
    happen('message', { data: 'there' })
    task.close({ code: 1000 })
    await turn()
    expect(told).toEqual(['open', 'there', 1000])
    expect(sent).toEqual(['hi'])
    const failed = await new Promise((fail) => task.send({ data: 'late', fail }))
    expect(failed).toEqual({ errMsg: 'sendSocketMessage:fail WebSocket is not connected' })
  })

  test.each([['wx.onSocketOpen, wx.onSocketMessage, wx.onSocketError, wx.onSocketClose']])(
    'the older form speaks of the same connection: %s, wx.sendSocketMessage, wx.closeSocket',
    async () => {
      const { on, sent, happen } = connected()
      const told: unknown[] = []
      on.wx.onSocketOpen(() => void told.push('open'))
      on.wx.onSocketMessage(({ data }) => void told.push(data))
      on.wx.onSocketError(() => void told.push('error'))
      on.wx.onSocketClose(() => void told.push('close'))
      await turn()
      happen('open')
      await on.wx.sendSocketMessage({ data: 'hi' })
      happen('message', { data: 'there' })
      happen('error')
      await on.wx.closeSocket({})
      expect([told, sent]).toEqual([['open', 'there', 'error', 'close'], ['hi']])
      await expect(on.wx.closeSocket({})).rejects.toMatchObject({
        errMsg: 'closeSocket:fail WebSocket is not connected',
      })
    },
  )

  test('breaks off without a network', async () => {
    const { wx, network } = phone()
    network.isOnline = false
    const told: unknown[] = []
    const task = wx.connectSocket({ url: 'wss://example.com' })
    task.onError(() => void told.push('error'))
    task.onClose(({ code }) => void told.push(code))
    await turn()
    expect(told).toEqual(['error', 1006])
  })

  test.each([['another protocol', 'https://example.com', 'invalid url', 600009]])(
    'fails with %s',
    async (_, url, reason, errno) => {
      const { wx } = phone()
      const failed = await new Promise((fail) => wx.connectSocket({ url, fail }))
      expect(failed).toEqual({ errMsg: `connectSocket:fail ${reason}`, errno })
    },
  )

  test('fails for a sixth', async () => {
    const { on } = connected()
    for (let more = 0; more < 4; more++) on.wx.connectSocket({ url: 'wss://a' })
    const failed = await new Promise((fail) => on.wx.connectSocket({ url: 'wss://a', fail }))
    expect(failed).toMatchObject({ errMsg: 'connectSocket:fail exceed max task count' })
  })
})

describe('wx.createCanvasContext', () => {
  const drawn = (on: Phone) =>
    on.effects
      .of('canvas.draw')
      .flatMap((one) =>
        (one as { actions: { method: string; args: unknown[] }[] }).actions.map(
          ({ method, args }) => `${method}(${args.map(String).join(', ')})`,
        ),
      )

  test('records what is drawn, until it is drawn', async () => {
    const on = phone()
    const context = on.wx.createCanvasContext('c')
    context.setFillStyle('red')
    context.fillRect(0, 0, 10, 20)
    context.setFontSize(20)
    context.fillText('你好', 5, 5)
    expect(context.measureText('你好').width).toBe(40)
    expect(drawn(on)).toEqual([])
    await new Promise<void>((done) => context.draw(false, () => done()))
    expect(drawn(on)).toEqual([
      'set:fillStyle(red)',
      'fillRect(0, 0, 10, 20)',
      'set:font(20px sans-serif)',
      'fillText(你好, 5, 5)',
    ])
  })

  test('hands colors that run into each other to whoever draws', () => {
    const gradient = phone().wx.createCanvasContext('c').createLinearGradient(0, 0, 1, 1)
    gradient.addColorStop(0, 'red')
    expect(gradient).toMatchObject({ paint: 'linear', args: [0, 0, 1, 1], stops: [[0, 'red']] })
  })
})

const canvas = {
  width: 30,
  height: 20,
  draw: () => Promise.resolve(),
  pixels: () => new Uint8ClampedArray([1, 2, 3, 4]),
  putPixels: jest.fn<void, unknown[]>(),
  picture: (area: object, form: object) =>
    Promise.resolve(
      new Blob([
        JSON.stringify({
          ...area,
          ...form,
        }),
      ]),
    ),
}
const withCanvas: PhoneOptions = {
  host: { canvas: (id) => (id === 'c' ? canvas : undefined) },
}
const noCanvas = {
  when: 'without a canvas',
  options: { canvasId: 'x' },
  errMsg: ':fail canvas is empty',
}

contract('wx.canvasToTempFilePath', {
  succeeds: { phone: withCanvas, options: { canvasId: 'c' }, result: { tempFilePath: tmp } },
  fails: [noCanvas],
})
test('a part of a canvas in another size', async () => {
  const on = phone(withCanvas)
  const part = { canvasId: 'c', x: 5, width: 10, destWidth: 20, fileType: 'jpg' } as const
  const { tempFilePath } = await on.wx.canvasToTempFilePath(part)
  expect(JSON.parse((await on.files.get(tempFilePath)?.text()) ?? '')).toEqual({
    x: 5,
    y: 0,
    width: 20,
    height: 20,
    fileType: 'jpg',
    quality: 1,
  })
})
contract('wx.canvasGetImageData', {
  succeeds: {
    phone: withCanvas,
    options: { canvasId: 'c', x: 0, y: 0, width: 1, height: 1 },
    result: { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 4]) },
  },
  fails: [noCanvas, without('canvasId')],
})
contract('wx.canvasPutImageData', {
  succeeds: {
    phone: withCanvas,
    options: { canvasId: 'c', data: new Uint8ClampedArray(4), width: 1, height: 1, x: 0, y: 0 },
    after: () => expect(canvas.putPixels.mock.calls[0]?.[0]).toMatchObject({ width: 1 }),
  },
  fails: [noCanvas, without('canvasId')],
})
test('wx.createOffscreenCanvas is what the host makes', () => {
  const made = { type: '2d' }
  const on = phone({ host: { offscreenCanvas: () => made } })
  expect(on.wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 })).toBe(made)
  expect(() => phone().wx.createOffscreenCanvas({ type: '2d' })).toThrow('host.offscreenCanvas')
})
