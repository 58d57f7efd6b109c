import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { ApiFailure } from '../failure.ts'
import { requireParameters } from '../parameters.ts'
import { AudioPlayer } from './audio-player.ts'

/**
 * Playback of recordings: one at a time, which resumes where it was paused.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.playVoice.html
 */
export function voiceApis(phone: Context) {
  const { host, reportError, effects } = phone
  let voice: AudioPlayer | undefined
  return defineApis(phone, {
    playVoice: (options) => {
      requireParameters(options, { filePath: 'String' })
      if (!phone.files.get(options.filePath)) throw new ApiFailure('file not exist')
      voice ??= new AudioPlayer(host.createAudio?.(), reportError)
      if (voice.src !== options.filePath) voice.src = options.filePath
      voice.play()
      effects.add('playVoice', { filePath: options.filePath })
    },
    pauseVoice: () => {
      voice?.pause()
      effects.add('pauseVoice')
    },
    stopVoice: () => {
      voice?.stop()
      effects.add('stopVoice')
    },
  })
}
