/**
 * A picture in place of a mini-program's icon, which only WeChat's console has: the first letter of its
 * name on green.
 *
 * @returns an address of data
 */
export function appIcon(name: string): string {
  const letter = (name.trim().match(/./u)?.[0] ?? '·').replace(/[<>&]/, '·')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<circle cx="24" cy="24" r="24" fill="#07803e"/>
<text x="24" y="32" font-size="24" fill="#fff" text-anchor="middle" font-family="sans-serif">${letter}</text>
</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
