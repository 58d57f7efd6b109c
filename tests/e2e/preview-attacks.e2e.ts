/** The preview's addresses attacked: nothing but what is listed is served. */
import { renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { isTold, LINKED, PRIVATE, SOURCE, useAttacked, write, wrongOf } from './support/attacked.ts'
import { getRaw } from './support/raw.ts'
import { traversals } from './support/traversals.ts'

const attacked = useAttacked()

test.each([
  ['this machine', '127.0.0.1', 16],
  ['a second loopback address', '127.0.0.2', 17],
])(
  '2,500 generated addresses from %s lead to nothing that is not listed',
  async (_, from, seed) => {
    const paths = [...PRIVATE, ...LINKED, 'outside/picture.png', 'etc/passwd', 'Windows/win.ini']
    expect(
      await wrongOf(attacked.known, { port: attacked.port, from }, traversals(paths, 2500, seed)),
    ).toEqual([])
    expect(attacked.output()).not.toMatch(/Error/)
  },
  120_000,
)

test('private files have no address, by their names or in other letters, nor as lines of a source', async () => {
  const targets = [...PRIVATE, ...LINKED, 'project.config.json'].flatMap((name) =>
    [
      name,
      name.toUpperCase(),
      `${name}.`,
      `${name}::$DATA`,
      `./${name}`,
      attacked.at(name),
    ].flatMap((it) => [
      `/${it}`,
      `/__project/${it}`,
      `/__preview/${it}`,
      `/__project/files/${it}`,
      `/__project/line?line=1&file=${encodeURIComponent(it)}`,
      `/@fs/${it}`,
    ]),
  )
  expect(await wrongOf(attacked.known, { port: attacked.port }, targets)).toEqual([])
  const { body } = await getRaw({ port: attacked.port }, '/__project/line?line=1&file=pages/a/a.js')
  expect(body).toContain(SOURCE) // what there is to be seen by who may see sources
})

/** Asks until the answer is of this status: the server notices changes by and by. */
async function asked(path: string, status: number) {
  for (let tries = 0; tries < 400; tries++) {
    if ((await getRaw({ port: attacked.port }, path)).status === status) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${path} never became ${status}`)
}

test('links made or turned after the start lead nowhere either', async () => {
  const picture = '/__project/files/images/later.png'
  write(attacked.at('images/later.png'), 'a picture')
  await asked(picture, 200)
  symlinkSync(join(attacked.folder, 'outside/picture.png'), attacked.at('images/turned'))
  renameSync(attacked.at('images/turned'), attacked.at('images/later.png')) // in one step, as an attack would
  expect(isTold((await getRaw({ port: attacked.port }, picture)).body)).toBe(false)
  await asked(picture, 404)
  symlinkSync(join(attacked.folder, 'outside'), attacked.at('images/folder'))
  let shown = ''
  for (let tries = 0; tries < 400 && !shown.includes('images/folder'); tries++) {
    shown = (await getRaw({ port: attacked.port }, '/__project/program.js')).body // the fault that the link is
  }
  expect(shown).toContain('this link leads out')
  expect(
    await wrongOf(attacked.known, { port: attacked.port }, [
      '/__project/files/images/folder/picture.png',
    ]),
  ).toEqual([])
  for (const name of ['later.png', 'folder']) rmSync(attacked.at('images', name))
})
