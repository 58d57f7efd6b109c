import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { ownPicture } from '../open-api/avatar.ts'
import { pictureInfo } from './picture-size.ts'
import { endingOf } from './image.ts'

interface Chosen {
  path: string
  size: number
  name: string
}

/**
 * Choosing pictures, videos and files: the person gives what is in `person.album`, up to `count` of
 * it, or nothing. Each touches personal data.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseMedia.html
 */
export function chooseApis(phone: Context) {
  return defineApis(phone, {
    chooseImage: async ({ count = 9 }) => {
      const chosen = await choose(phone, 'chooseImage', '图片', count)
      const tempFiles = chosen.map(({ path, size }) => ({ path, size }))
      return { tempFilePaths: chosen.map(({ path }) => path), tempFiles }
    },
    chooseMedia: async ({ count = 9 }) => {
      const chosen = await choose(phone, 'chooseMedia', '图片', count)
      const tempFiles = await Promise.all(chosen.map((file) => mediaOf(phone, file)))
      return { type: 'image', tempFiles }
    },
    chooseVideo: async () => {
      const [video] = await choose(phone, 'chooseVideo', '视频', 1)
      const { path: tempFilePath = '', size = 0 } = video ?? {}
      return { tempFilePath, size, duration: 1, width: 0, height: 0 }
    },
    chooseMessageFile: async ({ count, type = 'all' }) => {
      const chosen = await choose(phone, 'chooseMessageFile', '文件', count)
      const time = Math.floor(Date.now() / 1000)
      return { tempFiles: chosen.map((file) => ({ ...file, type: fileType(type, file), time })) }
    },
  })
}

const fileType = (asked: string, { path }: Chosen) => {
  if (asked === 'video' || asked === 'image') return asked
  return /\.(?:png|jpe?g|gif|webp)$/.test(path) ? 'image' : 'file'
}

async function mediaOf({ files }: Context, { path, size }: Chosen) {
  const content = files.get(path)
  const info = content && pictureInfo(new Uint8Array(await content.arrayBuffer()))
  const { width = 0, height = 0 } = info ?? {}
  return { tempFilePath: path, size, fileType: 'image', width, height }
}

async function choose(
  context: Context,
  api: 'chooseImage' | 'chooseMedia' | 'chooseVideo' | 'chooseMessageFile',
  what: string,
  count: number,
): Promise<Chosen[]> {
  const { dialogs, files, privacy, person } = context
  await privacy.require(context, api)
  const isChosen = await dialogs.ask<'consent'>({
    kind: 'consent',
    scope: 'album',
    title: `选择${what}`,
    text: what === '图片' ? '相册中的一张图片' : `一个${what}`,
    allow: '选择',
    deny: '取消',
  })
  if (!isChosen) throw new ApiFailure('cancel')
  const album =
    person.album.length > 0 ? person.album : [{ name: 'own.png', content: ownPicture() }]
  return album.slice(0, Math.max(1, count)).map(({ name, content }) => ({
    path: files.add(content, endingOf(name)),
    size: content.size,
    name,
  }))
}
