/** True while nothing of the mini-program is to be seen: no page is open, or the one in front is empty. */
export function isBlank(): boolean {
  const pages = [...document.querySelectorAll<HTMLElement>('page')]
  const front = pages.find((page) => !page.hidden)
  if (front === undefined || front.childElementCount === 0) return true
  return front.classList.contains('broken-page') // the placeholder of one that can't be shown
}

/** Calls `onChange` whenever a page has got something to show, or has nothing any more. */
export function watchBlank(onChange: () => void) {
  let was = isBlank()
  const observer = new MutationObserver(() => {
    const is = isBlank()
    if (is === was) return
    was = is
    onChange()
  })
  const wanted = { childList: true, subtree: true, attributeFilter: ['hidden'] }
  observer.observe(document.body, wanted)
}
