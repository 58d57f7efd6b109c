const told = new Set<string>()

/** What nothing draws shows its name, and is told of once. */
export function markUnknown(element: HTMLElement, what: string) {
  element.dataset.unknown = `<${what}>`
  if (told.has(what)) return
  told.add(what)
  console.warn(
    `<${what}> is not simulated. If it is a component of the project, name it in usingComponents; ` +
      'if it is one of WeChat, add it to simulator/engine/built-in/.',
  )
}
