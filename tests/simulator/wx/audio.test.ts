import { did, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, turn } from './phone.ts'
import { path, withPicture, tmp } from './pictures.ts'

beforeEach(resetServer)

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
  succeeds: {
    before: withPicture,
    options: { filePath: path },
    after: did('playVoice', { filePath: path }),
  },
  fails: [
    { when: 'of no file', options: { filePath: path }, errMsg: ':fail file not exist' },
    without('filePath'),
  ],
})
contract('wx.pauseVoice', { succeeds: { after: did('pauseVoice', {}) }, fails: 'never' })
contract('wx.stopVoice', { succeeds: { after: did('stopVoice', {}) }, fails: 'never' })

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
