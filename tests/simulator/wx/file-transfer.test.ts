import { phone, type Answer } from './phone.ts'
import { url, start, transfer, answering } from './transfer.ts'

describe('wx.uploadFile', () => {
  test('sends a form with the file, and never reads the answer', async () => {
    const answer: Answer = async (request) => {
      const form = await request.formData()
      const file = form.get('avatar') as File
      return Response.json({
        user: form.get('user'),
        name: file.name,
        content: await file.text(),
        header: request.headers.get('x-a'),
      })
    }
    const on = phone({ answer })
    const filePath = on.files.add('picture', 'png')
    const { task, answered } = start(on, 'uploadFile', {
      filePath,
      name: 'avatar',
      formData: { user: 7 },
      header: { 'X-A': '1', 'Content-Type': 'wrong/type' },
    })
    const progress: number[] = []
    task.onProgressUpdate((update) => void progress.push(update.progress, update.totalBytesSent))
    const { data: got, statusCode } = await answered
    expect(statusCode).toBe(200)
    expect(JSON.parse(got as string)).toEqual({
      user: '7',
      name: filePath.split('/').at(-1),
      content: 'picture',
      header: '1',
    })
    expect(progress).toEqual([100, 7])
  })

  test('fails without the file, its path or its name', async () => {
    const upload = (options: object) => transfer(options, {}, 'uploadFile')
    const missing = { filePath: 'wxfile://tmp_nothing.png', name: 'file' }
    expect(await upload(missing)).toEqual({ errMsg: 'uploadFile:fail file error' })
    expect(await upload({ name: 'file' })).toMatchObject({ errno: 1001 })
    expect(await upload({ filePath: 'x' })).toMatchObject({
      errMsg:
        'uploadFile:fail parameter error: parameter.name should be String instead of Undefined;',
    })
  })
})

describe('wx.downloadFile', () => {
  test('leaves a temporary file, whatever the status', async () => {
    const on = phone({ answer: answering('picture', { status: 404 }) })
    const { task, answered } = start(on, 'downloadFile', { url: `${url}.png` })
    const progress: number[] = []
    task.onProgressUpdate((update) => void progress.push(update.progress))
    const { statusCode, tempFilePath, ...rest } = await answered
    expect(statusCode).toBe(404)
    expect(tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.png$/)
    expect(await on.files.get(tempFilePath as string)?.text()).toBe('picture')
    expect(rest).not.toHaveProperty('filePath')
    expect(progress).toEqual([100])
  })

  test('puts the file where it is wanted', async () => {
    const on = phone({ answer: answering('picture') })
    const filePath = 'wxfile://usr/picture.png'
    expect(await start(on, 'downloadFile', { filePath }).answered).toMatchObject({ filePath })
    expect(await on.files.get(filePath)?.text()).toBe('picture')
  })

  test('fails without a network', async () => {
    const on = phone()
    on.network.isOnline = false
    expect((await start(on, 'downloadFile').answered).errMsg).toMatch(/^downloadFile:fail /)
  })
})
