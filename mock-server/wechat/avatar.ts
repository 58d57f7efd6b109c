/** A picture for a made-up person: the first character of the name, so that nothing is downloaded. */
export function drawAvatar(nickName: string): string {
  const [initial = '?'] = nickName
  const escaped = initial.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="132" height="132" viewBox="0 0 132 132">
<rect width="132" height="132" fill="#3f7d5a"/>
<text x="66" y="68" fill="#fff" font-family="sans-serif" font-size="64" text-anchor="middle" dominant-baseline="central">${escaped}</text>
</svg>`
}
