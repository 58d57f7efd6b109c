import type { GeneralComponent } from 'glass-easel'
import { component as adapter } from 'glass-easel-miniprogram-adapter'
import type { Wx } from '../../wx/call.ts'
import { hostOf } from '../component-context.ts'

interface Instance {
  _$: GeneralComponent
}

const wxOf = ({ _$ }: Instance): Wx => hostOf(_$).wx

/**
 * Queries of pages and components about drawn elements: as `wx` can, from their own inside.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Component.html
 */
const queries = {
  createSelectorQuery(this: Instance) {
    return wxOf(this)
      .createSelectorQuery()
      .in(this as never)
  },
  createIntersectionObserver(this: Instance, options?: object) {
    return wxOf(this).createIntersectionObserver(this, options)
  },
}

/** The component engine's own answer to less, and know no page that nobody draws. */
Object.assign(adapter.ComponentCaller.prototype, queries)
