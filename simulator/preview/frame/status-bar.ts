import { byId } from './dom.ts'

const MINUTE_MS = 60_000

/** The time, as a phone shows it; signal and battery are drawn by the style sheet. */
export function startStatusBar() {
  const clock = byId('clock')
  const draw = () => {
    const now = new Date()
    clock.textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`
    setTimeout(draw, MINUTE_MS - (now.getTime() % MINUTE_MS))
  }
  draw()
}
