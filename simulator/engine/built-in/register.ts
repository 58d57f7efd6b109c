import { actions } from './actions.ts'
import { register, type Definition, type Space } from './built-in.ts'
import { choices } from './choices.ts'
import { containers } from './containers.ts'
import { fields } from './fields.ts'
import { form } from './form.ts'
import { pageMetas } from './page-meta.ts'
import { picker } from './pickers.ts'
import { map } from './map.ts'
import { media } from './media.ts'
import { movables } from './movable.ts'
import { overlays } from './overlays.ts'
import { pickerViews } from './picker-view.ts'
import { pictures } from './pictures.ts'
import { scrollView } from './scroll-view.ts'
import { skyline } from './skyline.ts'
import { slotDefault } from './slot-default.ts'
import { slider } from './slider.ts'
import { standIns } from './stand-ins.ts'
import { surroundings } from './surroundings.ts'
import { swiper } from './swiper.ts'
import { webView } from './web-view.ts'

/** Every component that is drawn. */
export const drawings = [
  ...containers,
  ...pictures,
  ...actions,
  ...fields,
  ...choices,
  ...media,
  ...movables,
  ...overlays,
  ...pickerViews,
  ...skyline,
  ...standIns,
  ...surroundings,
  map,
  scrollView,
  slider,
  slotDefault,
  swiper,
  webView,
  picker,
  form,
  ...pageMetas,
]

/**
 * Registers WeChat's own components, once for all mini-programs.
 *
 * @returns them by their tags
 */
export const registerBuiltIns = (space: Space): ReadonlyMap<string, Definition> =>
  new Map(drawings.map((drawing) => [drawing.tag, register(space, drawing)]))
