import { ownPicture } from '../open-api/avatar.ts'
import { ApiFailure, type Wx } from '../call.ts'
import type { Context } from '../context.ts'

type Api = 'chooseImage' | 'chooseMedia'

/**
 * Choosing a picture: the person chooses one or none. Each touches personal data.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseMedia.html
 */
export function mediaApis(context: Context): Pick<Wx, Api> {
  const { makeApi } = context
  return {
    chooseImage: makeApi('chooseImage', async () => {
      const { path, size } = await choose(context, 'chooseImage')
      return { tempFilePaths: [path], tempFiles: [{ path, size }] }
    }),
    chooseMedia: makeApi('chooseMedia', async () => {
      const { path, size } = await choose(context, 'chooseMedia')
      return { type: 'image', tempFiles: [{ tempFilePath: path, size, fileType: 'image' }] }
    }),
  }
}

async function choose(context: Context, api: Api) {
  const { dialogs, files, privacy } = context
  await privacy.require(context, api)
  const isChosen = await dialogs.ask<'consent'>({
    kind: 'consent',
    scope: 'album',
    title: '选择图片',
    text: '相册中的一张图片',
    allow: '选择',
    deny: '取消',
  })
  if (!isChosen) throw new ApiFailure('cancel')
  const picture = ownPicture()
  return { path: files.add(picture, 'png'), size: picture.size }
}
