import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { RECORD, recordOf, type Record } from '../../simulator/cli/update/record.ts'
import { readRecord, update } from '../../simulator/cli/update/update.ts'

let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'update-'))
})
afterEach(() => rmSync(project, { recursive: true }))

const about = { folder: 'miniprogram', form: 'typescript' } as const
const record = (version: string, files: Record['files']): Record => ({ version, ...about, files })

const at = (path: string) => join(project, 'miniprogram', path)
const read = (path: string) => readFileSync(at(path), 'utf8')

function write(path: string, text: string) {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}

/** A project as the kit wrote it. */
function written(files: Record['files']) {
  for (const [path, text] of Object.entries(files)) write(path, text)
  writeFileSync(join(project, RECORD), JSON.stringify(record('1.0.0', files)))
}

const CORE = 'services/session.ts'
const OLD = 'one\ntwo\nthree\nfour\nfive\n'

test('a file that was not touched becomes the newer one', () => {
  written({ [CORE]: OLD })
  const newer = record('2.0.0', { [CORE]: 'new\n', 'services/more.ts': 'more\n' })
  expect(Object.fromEntries(update(project, newer))).toEqual({
    [CORE]: 'updated',
    'services/more.ts': 'added',
  })
  expect(read(CORE)).toBe('new\n')
  expect(read('services/more.ts')).toBe('more\n')
  expect(readRecord(project)).toEqual(newer)
  expect(update(project, newer).size).toBe(0) // done is done
})

test("the developer's changes are merged with the newer ones, by lines", () => {
  written({ [CORE]: OLD })
  write(CORE, OLD.replace('one', 'mine'))
  const newer = record('2.0.0', { [CORE]: OLD.replace('five', 'theirs') })
  expect(update(project, newer).get(CORE)).toBe('merged')
  expect(read(CORE)).toBe('mine\ntwo\nthree\nfour\ntheirs\n')
})

test('where both changed the same lines, theirs stay and the merge lies beside them', () => {
  written({ [CORE]: OLD })
  write(CORE, OLD.replace('three', 'mine'))
  const newer = record('2.0.0', { [CORE]: OLD.replace('three', 'theirs') })
  expect(update(project, newer).get(CORE)).toBe('conflict')
  expect(read(CORE)).toBe(OLD.replace('three', 'mine'))
  expect(read(`${CORE}.conflict`)).toMatch(
    /<<<<<<< yours\nmine\n[^]*theirs\n>>>>>>> weapp-login-kit/,
  )
})

test('a file the developer deleted stays deleted, one they keep is kept', () => {
  written({ [CORE]: OLD, 'services/gone.ts': OLD, 'services/changed.ts': OLD })
  rmSync(at(CORE))
  write('services/changed.ts', 'mine\n')
  const changes = update(project, record('2.0.0', { [CORE]: 'new\n' }))
  expect(Object.fromEntries(changes)).toEqual({
    [CORE]: 'deleted by you',
    'services/gone.ts': 'removed',
    'services/changed.ts': 'kept',
  })
  expect(existsSync(at(CORE))).toBe(false)
  expect(existsSync(at('services/gone.ts'))).toBe(false)
  expect(read('services/changed.ts')).toBe('mine\n')
})

test('without the lock file it refuses, and changes nothing', () => {
  write(CORE, 'mine\n')
  expect(() => update(project, record('2.0.0', { [CORE]: 'new\n' }))).toThrow(
    'nothing says what weapp-login-kit wrote here',
  )
  writeFileSync(join(project, RECORD), '{')
  expect(() => update(project, record('2.0.0', {}))).toThrow('is no JSON any more')
  expect(read(CORE)).toBe('mine\n')
})

test('a record holds the core, and nothing that is the developer’s', () => {
  const texts: [string, string][] = [
    ['miniprogram/services/session.ts', 'core'],
    ['miniprogram/config.ts', 'theirs'],
    ['miniprogram/pages/home/home.ts', 'theirs'],
  ]
  expect(recordOf({ version: '1.0.0', ...about }, texts).files).toEqual({ [CORE]: 'core' })
})
