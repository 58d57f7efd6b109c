import { type Component, type Drawing, fire, text } from './built-in.ts'

interface Marker {
  id?: number
  latitude?: number
  longitude?: number
  title?: string
  callout?: { content?: string }
  label?: { content?: string }
}

/**
 * A map without tiles: its coordinates, and its markers as buttons.
 *
 * https://developers.weixin.qq.com/miniprogram/dev/component/map.html
 */
export const map: Drawing = {
  tag: 'map',
  properties: {
    latitude: Number,
    longitude: Number,
    scale: { type: Number, value: 16 },
    minScale: Number,
    maxScale: Number,
    markers: { type: Array, value: [] },
    covers: { type: Array, value: [] },
    polyline: { type: Array, value: [] },
    circles: { type: Array, value: [] },
    controls: { type: Array, value: [] },
    includePoints: { type: Array, value: [] },
    polygons: { type: Array, value: [] },
    showLocation: Boolean,
    subkey: String,
    layerStyle: Number,
    rotate: Number,
    skew: Number,
    enable3D: Boolean,
    showCompass: Boolean,
    showScale: Boolean,
    enableOverlooking: Boolean,
    enableZoom: { type: Boolean, value: true },
    enableScroll: { type: Boolean, value: true },
    enableRotate: Boolean,
    enableSatellite: Boolean,
    enableTraffic: Boolean,
    enablePoi: { type: Boolean, value: true },
    setting: Object,
  },
  attached(element, component) {
    const place = document.createElement('div')
    place.className = 'map'
    element.prepend(place)
    place.addEventListener('click', ({ target }) => {
      if (target !== place) return
      const { latitude, longitude } = component.data as Record<string, number>
      fire(component, 'tap', { latitude, longitude })
    })
    queueMicrotask(() => fire(component, 'updated'))
  },
  update(element, data: Record<string, unknown>, component) {
    const place = element.querySelector('.map')
    if (!place) return
    const words = document.createElement('span')
    words.className = 'stand-in'
    words.textContent = `地图 · map ${text(data.latitude)}, ${text(data.longitude)}`
    const markers = [data.markers, data.covers].flat() as (Marker | null)[]
    place.replaceChildren(
      words,
      ...markers.flatMap((one) => (one ? [markerOf(one, component)] : [])),
    )
  },
}

function markerOf(marker: Marker, component: Component): HTMLElement {
  const button = document.createElement('button')
  const { title, callout, label, id } = marker
  button.textContent =
    callout?.content ?? title ?? label?.content ?? `${marker.latitude}, ${marker.longitude}`
  button.addEventListener('click', (event) => {
    event.stopPropagation()
    fire(component, 'markertap', { markerId: id })
    if (callout) fire(component, 'callouttap', { markerId: id })
  })
  return button
}
