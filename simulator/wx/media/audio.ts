import { defineApis, defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { AudioPlayer, audioListeners } from './audio-player.ts'

/** A player under the names that a mini-program uses, which may set any of its fields. */
function publicPlayer(player: AudioPlayer): object {
  return Object.assign(player, audioListeners(player))
}

/**
 * Sound: players of the mini-program, and the background player.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.createInnerAudioContext.html
 */
export function audioApis(phone: Context) {
  const { host, reportError, effects } = phone
  const newPlayer = () => new AudioPlayer(host.createAudio?.(), reportError)
  let background: AudioPlayer | undefined
  const inBackground = () => {
    background ??= newPlayer()
    return background
  }
  const asynchronous = defineApis(phone, {
    setInnerAudioOption: (options) => effects.add('setInnerAudioOption', options),
    getAvailableAudioSources: () => ({ audioSources: ['auto', 'buildInMic'] }),
    playBackgroundAudio: (options) => {
      requireParameters(options, { dataUrl: 'String' })
      publicBackground(inBackground())
      inBackground().src = options.dataUrl
    },
    pauseBackgroundAudio: () => inBackground().pause(),
    stopBackgroundAudio: () => inBackground().stop(),
    seekBackgroundAudio: ({ position }) => inBackground().seek(position),
    getBackgroundAudioPlayerState: () => {
      const { src, paused, currentTime, duration } = inBackground()
      const status = src === '' ? 2 : Number(!paused)
      return { status, dataUrl: src, currentPosition: currentTime, duration, downloadPercent: 100 }
    },
  })
  const others = defineOthers({
    createInnerAudioContext: () => publicPlayer(newPlayer()) as never,
    createAudioContext: ((_id: string) => {
      const player = newPlayer()
      return {
        setSrc: (src: string) => (player.src = src),
        play: () => player.play(),
        pause: () => player.pause(),
        seek: (seconds: number) => player.seek(seconds),
      }
    }) as never,
    getBackgroundAudioManager: () => publicBackground(inBackground()) as never,
    onBackgroundAudioPlay: ((listener: () => void) =>
      inBackground().events.play.add(listener)) as never,
    onBackgroundAudioPause: ((listener: () => void) =>
      inBackground().events.pause.add(listener)) as never,
    onBackgroundAudioStop: ((listener: () => void) =>
      inBackground().events.stop.add(listener)) as never,
  })
  return { ...asynchronous, ...others }
}

/** It plays as soon as it gets a `src`; a title must be set before that. */
function publicBackground(player: AudioPlayer): object {
  player.autoplay = true
  return publicPlayer(player)
}
