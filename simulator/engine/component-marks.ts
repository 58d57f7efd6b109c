import type { GeneralComponent } from 'glass-easel'

/** Components by their marks, held weakly. */
const marked = new Map<string, WeakRef<GeneralComponent>>()
const forget = new FinalizationRegistry<string>((mark) => marked.delete(mark))

let last = 0

/**
 * Marks the `this` of a page or component as WeChat does. Frameworks (uni-app and others) put the marks on
 * objects of their own, and hand those to `in(...)` and the like as the component.
 *
 * @param pageId the number of the page that it is on
 */
export function markComponent(self: object, component: GeneralComponent, pageId: () => number) {
  const mark = `node-${++last}`
  marked.set(mark, new WeakRef(component))
  forget.register(component, mark)
  const hidden = { configurable: true, enumerable: false }
  Object.defineProperties(self, {
    __wxExparserNodeId__: { ...hidden, writable: true, value: mark },
    __wxWebviewId__: { ...hidden, get: pageId },
  })
}

/** The component behind the `this` of a page or a component, or behind what carries its marks. */
export function componentOf(scope: unknown): GeneralComponent | undefined {
  const { _$: component, __wxExparserNodeId__: mark = '' } = (scope ?? {}) as {
    _$?: GeneralComponent
    __wxExparserNodeId__?: string
  }
  return component ?? marked.get(mark)?.deref()
}
