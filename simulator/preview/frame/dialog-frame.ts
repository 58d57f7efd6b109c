import { h } from './dom.ts'

/** Escape does the same as the cancel button. */
export function frame(
  kind: string,
  title: string,
  escape: (() => void) | undefined,
  children: (HTMLElement | false)[],
) {
  return h(
    'div',
    {
      class: `dialog ${kind}`,
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': title,
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') escape?.()
      },
    },
    title !== '' && h('h2', {}, title),
    ...children,
  )
}
