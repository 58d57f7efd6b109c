import { phone, type TestPhoneOptions } from './phone.ts'

const turn = () => new Promise((resolve) => setTimeout(resolve))

type Cloud = Record<string, (options?: object) => Promise<Record<string, unknown>>>
const cloudOf = (options: TestPhoneOptions = {}, isReady = true) => {
  const { cloud } = phone(options).wx as unknown as { cloud: Cloud }
  if (isReady) void cloud.init?.({ env: 'test' })
  return cloud
}

describe('wx.cloud', () => {
  test('calls the function that the test gives', async () => {
    const cloud = cloudOf({
      user: 'visitor',
      cloud: { login: ({ a }, { openid }) => Promise.resolve({ a, openid }) },
    })
    const answer = await cloud.callFunction?.({ name: 'login', data: { a: 1 } })
    expect(answer).toMatchObject({
      errMsg: 'cloud.callFunction:ok',
      result: { a: 1, openid: 'visitor' },
    })
  })

  test('fails clearly without such a function, before init, and when the function throws', async () => {
    await expect(cloudOf().callFunction?.({ name: 'x' })).rejects.toMatchObject({
      errMsg: expect.stringMatching(
        /^cloud.callFunction:fail -501000 .*--cloud DIR.*none/,
      ) as string,
    })
    await expect(cloudOf({}, false).callFunction?.({ name: 'x' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('please call wx.cloud.init first') as string,
    })
    const faulty = () => {
      throw new Error('mine')
    }
    await expect(
      cloudOf({ cloud: { faulty } }).callFunction?.({ name: 'faulty' }),
    ).rejects.toMatchObject({
      errMsg: expect.stringContaining('-504002 functions execute fail: Error: mine') as string,
    })
  })

  type Query = Record<string, (...args: unknown[]) => Query> & {
    get: () => Promise<{ data: Record<string, unknown>[] }>
    count: () => Promise<{ total: number }>
    add: (options: object) => Promise<{ _id: string }>
    update: (options: object) => Promise<{ stats: object }>
    remove: () => Promise<{ stats: object }>
    set: (options: object) => Promise<object>
  }
  const database = () => {
    const { cloud } = phone().wx as unknown as {
      cloud: { init: () => void; database: () => never }
    }
    cloud.init()
    return cloud.database() as {
      collection: (name: string) => Query
      command: Record<string, (...args: unknown[]) => unknown>
    }
  }
  const filled = async () => {
    const db = database()
    for (const [name, price] of [
      ['a', 3],
      ['b', 1],
      ['c', 2],
    ]) {
      await db
        .collection('goods')
        .add({ data: { name, price, tags: ['x', name], deep: { n: price } } })
    }
    return db
  }
  const names = (data: Record<string, unknown>[]) => data.map(({ name }) => name)

  test('keeps documents, and finds them', async () => {
    const db = await filled()
    const _ = db.command
    const find = async (where: object) =>
      names((await db.collection('goods').where?.(where).get())?.data ?? [])
    expect(await find({ price: _.gt?.(1) })).toEqual(['a', 'c'])
    expect(await find({ price: _.in?.([1, 2]) })).toEqual(['b', 'c'])
    expect(await find({ tags: 'a' })).toEqual(['a'])
    expect(await find({ deep: { n: 2 } })).toEqual(['c'])
    expect(await find({ 'deep.n': _.lt?.(2) })).toEqual(['b'])
    expect(await find(_.or?.({ name: 'a' }, { name: 'b' }) as object)).toEqual(['a', 'b'])
    expect(await find({ name: /^[bc]$/ })).toEqual(['b', 'c'])
    expect(await db.collection('goods').count()).toMatchObject({ total: 3 })
  })

  test('orders, skips, limits and chooses fields', async () => {
    const db = await filled()
    const query = db.collection('goods').orderBy?.('price', 'desc').skip?.(1).limit?.(1)
    expect(names((await query?.get())?.data ?? [])).toEqual(['c'])
    const fields = await db.collection('goods').limit?.(1).field?.({ name: true }).get()
    expect(fields?.data[0]).toEqual({ _id: expect.any(String) as string, name: 'a' })
  })

  interface Snapshot {
    type: string
    docs: Record<string, unknown>[]
    docChanges: { dataType: string }[]
  }

  test('tells who watches a query of what is there and of every change', async () => {
    const db = await filled()
    const seen: string[] = []
    const query = db.collection('goods').where?.({ price: db.command.gt?.(1) }) as unknown as {
      watch: (options: object) => { close: () => Promise<void> }
    }
    const watcher = query.watch({
      onChange: ({ type, docs, docChanges }: Snapshot) =>
        seen.push(`${type} ${names(docs).join()} ${docChanges.map((one) => one.dataType).join()}`),
    })
    await turn()
    await db.collection('goods').add({ data: { name: 'd', price: 9 } })
    await db.collection('goods').add({ data: { name: 'cheap', price: 0 } })
    await turn()
    await db.collection('goods').where?.({ name: 'a' }).remove()
    await turn()
    await watcher.close()
    await db.collection('goods').add({ data: { name: 'e', price: 9 } })
    await turn()
    expect(seen).toEqual(['init a,c init,init', ' a,c,d add', ' c,d remove'])
  })

  test('changes and removes', async () => {
    const db = await filled()
    const _ = db.command
    const goods = () => db.collection('goods')
    const change = { price: _.inc?.(10), 'deep.n': _.mul?.(2), tags: _.push?.('new'), gone: 1 }
    expect(await goods().where?.({ name: 'a' }).update({ data: change })).toMatchObject({
      stats: { updated: 1 },
    })
    expect((await goods().where?.({ name: 'a' }).get())?.data[0]).toMatchObject({
      price: 13,
      deep: { n: 6 },
      tags: ['x', 'a', 'new'],
    })
    await goods()
      .where?.({ price: _.lt?.(3) })
      .remove()
    expect(names((await goods().get()).data)).toEqual(['a'])
    await goods()
      .doc?.('own')
      .set({ data: { name: 'own' } })
    await goods()
      .doc?.('own')
      .update({ data: { name: _.remove?.() } })
    expect(await goods().doc?.('own').get()).toEqual({
      data: { _id: 'own', _openid: 'developer' },
      errMsg: 'document.get:ok',
    })
    await expect(goods().doc?.('none').get()).rejects.toThrow('does not exist')
  })

  test('keeps files', async () => {
    const on = phone()
    const cloud = on.wx.cloud as unknown as Cloud
    void cloud.init?.()
    const filePath = on.files.add('a', 'txt')
    const { fileID } = (await cloud.uploadFile?.({ cloudPath: 'x/a.txt', filePath })) ?? {}
    const { tempFilePath } = (await cloud.downloadFile?.({ fileID })) ?? {}
    expect(await on.files.get(tempFilePath as string)?.text()).toBe('a')
    expect(await cloud.getTempFileURL?.({ fileList: [fileID] })).toMatchObject({
      fileList: [{ fileID, status: 0 }],
    })
    await cloud.deleteFile?.({ fileList: [fileID] })
    await expect(cloud.downloadFile?.({ fileID })).rejects.toMatchObject({
      errMsg: expect.stringContaining('file does not exist') as string,
    })
  })
})
