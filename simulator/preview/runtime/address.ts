/**
 * The page that the preview's URL names: `#/pages/home/home?from=share`, or as before
 * `?page=pages/home/home%3Ffrom%3Dshare`; with `scene` and `referrer` (an appid) in the query.
 */
export interface AskedPage {
  /** Without a slash; empty: the first page. */
  url: string
  scene: number
  referrer: string
}

/** Reads the address of the window that holds the phone. */
export function askedPage(): AskedPage {
  const { search, hash } = top?.location ?? location
  const query = new URLSearchParams(search)
  const url = pageOf(hash) ?? query.get('page') ?? ''
  return {
    url: url.replace(/^\/+/, ''),
    scene: Number(query.get('scene') ?? 1001),
    referrer: query.get('referrer') ?? '',
  }
}

const pageOf = (hash: string) => (hash.startsWith('#/') ? decode(hash.slice(2)) : undefined)

/** Unchanged where it can't be decoded. */
function decode(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

/** Puts the page in front into the URL, so that the URL can be shared. */
export function showInAddress(url: string) {
  const window = top
  if (!window) return
  const { pathname, search, hash } = window.location
  const next = url === '' ? '' : `#/${url}`
  if (hash !== next) window.history.replaceState(null, '', pathname + search + next)
}

/** Calls `open` when the user enters another page in the URL. */
export function followAddress(open: (asked: AskedPage) => void) {
  const follow = () => {
    if (top?.location.hash.startsWith('#/')) open(askedPage())
  }
  top?.addEventListener('hashchange', follow)
  addEventListener('pagehide', () => top?.removeEventListener('hashchange', follow))
}
