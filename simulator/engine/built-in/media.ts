import { type Component, type Drawing, fire, setAttribute, text } from './built-in.ts'
import { urlOf } from './file-url.ts'

/** The document's media events under WeChat's names, with their details. */
const events: Record<string, (media: HTMLMediaElement) => object> = {
  play: () => ({}),
  pause: () => ({}),
  ended: () => ({}),
  waiting: () => ({}),
  timeupdate: ({ currentTime, duration }) => ({ currentTime, duration }),
  loadedmetadata: (media) => ({
    duration: media.duration,
    ...(media instanceof HTMLVideoElement && {
      width: media.videoWidth,
      height: media.videoHeight,
    }),
  }),
  error: () => ({ errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }),
}

function watch(media: HTMLMediaElement, component: Component) {
  for (const [type, detailOf] of Object.entries(events)) {
    media.addEventListener(type, (event) => {
      event.stopPropagation()
      fire(component, type, detailOf(media))
    })
  }
}

function setMedia(media: HTMLMediaElement, data: Record<string, unknown>, component: Component) {
  const url = urlOf(text(data.src), component)
  if (media.getAttribute('src') !== url) setAttribute(media, 'src', url)
  media.loop = Boolean(data.loop)
  media.muted = Boolean(data.muted)
  media.controls = data.controls !== false
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/video.html */
const video: Drawing = {
  tag: 'video',
  properties: {
    src: String,
    poster: String,
    controls: { type: Boolean, value: true },
    autoplay: Boolean,
    loop: Boolean,
    muted: Boolean,
    initialTime: Number,
    duration: Number,
    objectFit: { type: String, value: 'contain' },
    title: String,
    danmuList: Array,
    enableDanmu: Boolean,
    danmuBtn: Boolean,
    direction: Number,
    showFullscreenBtn: { type: Boolean, value: true },
    showPlayBtn: { type: Boolean, value: true },
    showCenterPlayBtn: { type: Boolean, value: true },
    showMuteBtn: Boolean,
    showProgress: { type: null, value: true },
    enableProgressGesture: { type: Boolean, value: true },
    pageGesture: Boolean,
    vslideGesture: Boolean,
  },
  attached(element, component) {
    const media = document.createElement('video')
    element.prepend(media) // cover-view and the like are drawn over it
    watch(media, component)
    media.addEventListener('fullscreenchange', () => {
      const fullScreen = document.fullscreenElement === media
      fire(component, 'fullscreenchange', { fullScreen, direction: 'vertical' })
    })
    media.addEventListener(
      'loadedmetadata',
      () => (media.currentTime = Number((component.data as Record<string, unknown>).initialTime)),
    )
  },
  update(element, data: Record<string, unknown>, component) {
    const media = element.querySelector('video')
    if (!media) return
    media.style.objectFit = text(data.objectFit)
    setAttribute(media, 'poster', urlOf(text(data.poster), component))
    media.autoplay = Boolean(data.autoplay)
    setMedia(media, data, component)
  },
}

/** https://developers.weixin.qq.com/miniprogram/dev/component/audio.html */
const audio: Drawing = {
  tag: 'audio',
  properties: {
    src: String,
    loop: Boolean,
    controls: Boolean,
    poster: String,
    name: String,
    author: String,
  },
  attached(element, component) {
    const media = document.createElement('audio')
    const label = document.createElement('span')
    element.append(label, media)
    watch(media, component)
  },
  update(element, data: Record<string, unknown>, component) {
    const media = element.querySelector('audio')
    const label = element.querySelector('span')
    if (!media || !label) return
    label.textContent = data.controls
      ? [data.name, data.author].map(text).filter(Boolean).join(' · ')
      : ''
    setMedia(media, data, component)
    media.controls = Boolean(data.controls)
  },
}

/** The canvas itself is added when it is first used: see `../host/`. */
const canvas: Drawing = {
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  update(element, data: Record<string, unknown>) {
    element.dataset.canvasId = text(data.canvasId)
    element.dataset.type = text(data.type)
  },
}

/** Drawings of video, audio and canvas. */
export const media: Drawing[] = [video, audio, canvas]
