/** A page that records the events it receives, in their order. */
export const heard = `data: { heard: '' }, hear(e) { this.setData({ heard: this.data.heard + e.type + JSON.stringify(e.detail) + ' ' }) }`

/** A page that shows what was said. */
export const SAID = '<view>{{said}}</view>'
