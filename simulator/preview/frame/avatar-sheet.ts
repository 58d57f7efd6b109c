import type { DialogOf } from '../../wx/dialogs.ts'
import type { PreviewPhone } from '../runtime/preview-phone.ts'
import { accountOf } from './account.ts'
import { frame } from './dialog-frame.ts'
import { h } from './dom.ts'
import { inEnglish } from './words.ts'

const PICTURE_PX = 132

/** Offers the sources of a picture of oneself: WeChat, the album, or the camera. */
export function drawAvatarSheet(
  { simulator, settings }: PreviewPhone,
  dialog: DialogOf<'consent'>,
) {
  const { dialogs, person } = simulator
  const said = (text: string) => (settings.language === 'en' ? inEnglish(text) : text)
  const take = (picture: Blob | undefined) => {
    if (picture) person.avatar = picture
    dialogs.answer('consent', true)
  }
  const leave = () => dialogs.answer('consent', false)
  const item = (label: string, onclick: () => unknown, isFirst = false) =>
    h('button', { type: 'button', 'data-first': isFirst, onclick: () => void onclick() }, label)
  const fromFile = (camera: boolean) => () => {
    const field = h('input', { type: 'file', accept: 'image/*', capture: camera && 'user' })
    field.addEventListener('change', () => field.files?.[0] && take(field.files[0]))
    field.click()
  }
  return frame('actions', said(dialog.title), leave, [
    item(said(dialog.allow), async () => take(await pictureOf(settings.user)), true),
    item(said('从相册选择'), fromFile(false)),
    item(said('拍照'), fromFile(true)),
    item(said(dialog.deny), leave),
  ])
}

/** The account's picture as a PNG: the mock draws it as an SVG, which no phone uploads. */
async function pictureOf(user: string): Promise<Blob | undefined> {
  const account = await accountOf(user)
  if (!account) return undefined
  const image = new Image()
  image.src = account.picture
  try {
    await image.decode()
  } catch {
    return undefined // the simulated phone has one of its own
  }
  const canvas = h('canvas', { width: PICTURE_PX, height: PICTURE_PX })
  canvas.getContext('2d')?.drawImage(image, 0, 0, PICTURE_PX, PICTURE_PX)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}
