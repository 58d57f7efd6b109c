import type { HostAudio } from '../host.ts'
import { Listeners } from '../listeners.ts'

const names = [
  ...(['canplay', 'play', 'pause', 'stop', 'ended', 'timeUpdate', 'error'] as const),
  ...(['waiting', 'seeking', 'seeked', 'next', 'prev'] as const),
]
type AudioEvent = (typeof names)[number]

/**
 * A player of one sound. A host that supports sound plays it; otherwise the player only keeps its
 * state (playing, paused or stopped, and the position) and fires the events.
 */
export class AudioPlayer {
  autoplay = false
  startTime = 0
  obeyMuteSwitch = true
  referrerPolicy = 'no-referrer'
  paused = true
  readonly events = Object.fromEntries(
    names.map((name) => [name, new Listeners<object>()]),
  ) as Record<AudioEvent, Listeners<object>>
  #src = ''
  #at = 0
  #volume = 1
  #loop = false
  #rate = 1
  readonly #audio: HostAudio | undefined
  readonly #reportError: (error: unknown) => void

  constructor(audio: HostAudio | undefined, reportError: (error: unknown) => void) {
    this.#audio = audio
    this.#reportError = reportError
    const follow = (event: string, run: () => void) => audio?.addEventListener(event, run)
    follow('canplay', () => this.#tell('canplay'))
    follow('timeupdate', () => this.#tell('timeUpdate'))
    follow('waiting', () => this.#tell('waiting'))
    follow('seeked', () => this.#tell('seeked'))
    follow('ended', () => this.finish())
    follow('error', () => this.#fail())
  }

  get src() {
    return this.#src
  }

  set src(src: string) {
    this.#src = src
    this.#at = this.startTime
    if (this.#audio) this.#audio.src = src
    else queueMicrotask(() => this.#tell('canplay'))
    if (this.autoplay) this.play()
  }

  get currentTime() {
    return this.#audio?.currentTime ?? this.#at
  }

  get duration() {
    const duration = this.#audio?.duration ?? 0
    return Number.isFinite(duration) ? duration : 0
  }

  get buffered() {
    return this.duration
  }

  get volume() {
    return this.#volume
  }

  set volume(volume: number) {
    this.#volume = volume
    if (this.#audio) this.#audio.volume = volume
  }

  get loop() {
    return this.#loop
  }

  set loop(loop: boolean) {
    this.#loop = loop
    if (this.#audio) this.#audio.loop = loop
  }

  get playbackRate() {
    return this.#rate
  }

  set playbackRate(rate: number) {
    this.#rate = rate
    if (this.#audio) this.#audio.playbackRate = rate
  }

  play() {
    if (this.#src === '') return this.#fail()
    this.paused = false
    this.#tell('play')
    this.#audio?.play().catch(() => this.#fail())
  }

  pause() {
    if (this.paused) return
    this.paused = true
    this.#audio?.pause()
    this.#tell('pause')
  }

  stop() {
    this.paused = true
    this.#audio?.pause()
    this.#move(0)
    this.#tell('stop')
  }

  seek(seconds: number) {
    this.#tell('seeking')
    this.#move(seconds)
    if (!this.#audio) this.#tell('seeked')
  }

  /** The sound has ended: reported by the host, or by a test if there is no host. */
  finish() {
    this.paused = !this.#loop
    this.#move(0)
    this.#tell('ended')
  }

  destroy() {
    this.#audio?.pause()
    this.paused = true
    for (const listeners of Object.values(this.events)) listeners.remove()
  }

  #move(seconds: number) {
    this.#at = seconds
    if (this.#audio) this.#audio.currentTime = seconds
  }

  #tell(event: AudioEvent, detail: object = {}) {
    queueMicrotask(() => this.events[event].tell(detail, this.#reportError))
  }

  #fail() {
    this.paused = true
    this.#tell('error', { errCode: 10001, errMsg: 'this sound can not be played' })
  }
}

/** `onPlay`, `offPlay`... of a player, as WeChat names them. */
export function audioListeners(player: AudioPlayer): object {
  return Object.fromEntries(
    names.flatMap((name) => {
      const { add, remove } = player.events[name]
      const capital = name.charAt(0).toUpperCase() + name.slice(1)
      return [
        [`on${capital}`, add],
        [`off${capital}`, remove],
      ]
    }),
  )
}
