import { say } from '../../command-line/language.ts'
import { check, type Check } from '../findings.ts'
import { NoAnswer } from '../world.ts'

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])

function form(bytes: Uint8Array<ArrayBuffer>, field = 'file') {
  const data = new FormData()
  data.append(field, new Blob([bytes], { type: 'image/png' }), '../../picture.png')
  return data
}

/** Uploading a picture, and its limits. */
export const pictureChecks: readonly Check[] = [
  check(
    {
      zh: '图片按原样提供；不是图片的被拒绝',
      en: 'a picture is served as what it is; what is none is refused',
    },
    async (t) => {
      const { token } = await t.world.signIn(await t.world.person())
      const upload = (data: FormData) => t.world.ask('POST', '/api/avatar', data, token)
      const answer = await upload(form(PNG))
      t.need(
        'picture-refused',
        answer.status === 200,
        say('POST /api/avatar 上传 PNG，应答不是 200', 'POST /api/avatar of a PNG is not 200'),
        answer,
      )
      const picture = await t.world.fetch(String(answer.body.avatarUrl))
      const type = picture.headers.get('content-type')
      const isServed = picture.status === 200 && type === 'image/png'
      t.expect(
        'picture-not-served',
        isServed,
        say(
          `avatarUrl 给出的是 ${type}，不是 image/png`,
          `avatarUrl serves ${type}, not an image/png`,
        ),
        answer,
      )
      const bytes = new Uint8Array(await picture.arrayBuffer())
      t.expect(
        'picture-changed',
        bytes.join() === PNG.join(),
        say('图片和上传的不一样', 'the picture is not the same'),
        answer,
      )
      const page = new TextEncoder().encode('<script>alert(1)</script>')
      const asPage = await upload(form(page))
      t.refuses(
        'any-file-taken',
        asPage,
        415,
        'picture_unsupported',
        say('叫作 picture.png 的网页', 'a page called picture.png'),
      )
      const other = await upload(form(PNG, 'image'))
      t.refuses(
        'upload-unchecked',
        other,
        400,
        'invalid_request',
        say('字段名不是 file', 'another field than file'),
      )
      const huge = new Uint8Array(3 * 1024 * 1024)
      huge.set(PNG)
      const refused = await upload(form(huge)).catch(expectNoAnswer)
      if (refused)
        t.refuses(
          'no-upload-limit',
          refused,
          413,
          'body_too_large',
          say('3 MB 的图片', 'a picture of 3 MB'),
        )
    },
  ),
]

/** A backend that reads no further may close the connection before the answer is seen. */
function expectNoAnswer(error: unknown) {
  if (!(error instanceof NoAnswer)) throw error
}
