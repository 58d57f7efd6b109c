import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  circles,
  commentsOf,
  longFiles,
  longFunctions,
  questions,
  undocumented,
  type Finding,
} from './count.ts'
import { readSources, type Source } from './source.ts'

// `npm run readers`: counts what makes the code hard to read, by room. A count above its budget fails;
// `npm run readers -- --lower` writes today's counts as the budgets, where they are lower. With the
// name of a measure (`npm run readers -- questions simulator/wx`) it lists the places.

/** In per cent of all comments. */
const MOST_QUESTIONS = 3
const BUDGETS = 'tools/readers/budgets.json'
/** Lists of one entry a line: facts to look up, nothing to follow. */
const TABLES = /(?:notes|errors|versions|base-library|api-list|mutations|zh-CN|en)\.ts$/

type Measure = (source: Source) => Finding[]
const measures: Record<string, Measure> = {
  undocumented,
  longFiles: (source) => longFiles(source, 250, TABLES),
  longFunctions: (source) => longFunctions(source, 60),
}

const sources = readSources()
const [wanted = '', place = ''] = process.argv.slice(2)
const measure = measures[wanted]
if (wanted === 'circles') list(circles(sources))
else if (wanted === 'questions') list(sources.flatMap(questions))
else if (measure) list(sources.flatMap(measure))
else judge(wanted === '--lower')

function list(found: Finding[]) {
  for (const { path, line, about } of found) {
    if (path.startsWith(place)) console.log(`${path}:${line}  ${about}`)
  }
}

type Counts = Record<string, Record<string, number>>

function judge(lower: boolean) {
  const budgets: Counts = existsSync(BUDGETS)
    ? (JSON.parse(readFileSync(BUDGETS, 'utf8')) as Counts)
    : {}
  const counts = countAll()
  for (const [name, rooms] of Object.entries(counts)) {
    for (const [room, count] of Object.entries(rooms)) {
      const most = budgets[name]?.[room] ?? 0
      if (count > most) complain(`${name} in ${room}: ${count}, at most ${most}`, name, room)
    }
    console.log(`${name.padEnd(14)} ${sum(rooms)}`)
  }
  judgeComments()
  if (lower) writeFileSync(BUDGETS, `${JSON.stringify(lowered(budgets, counts), null, 2)}\n`)
}

/** A question word begins few comments of well-kept code, but it may. */
function judgeComments() {
  const comments = sources.reduce((total, source) => total + commentsOf(source).length, 0)
  const share = (100 * sources.flatMap(questions).length) / comments
  const report = `${share.toFixed(1)} % of ${comments} comments begin with a question word`
  if (share > MOST_QUESTIONS) complain(`${report}, at most ${MOST_QUESTIONS} %`, 'questions')
  else console.log(`${report}.`)
}

function complain(what: string, name: string, room = '') {
  console.error(`${what}. See them: npm run readers -- ${name} ${room}`.trim())
  process.exitCode = 1
}

function countAll(): Counts {
  const counts: Counts = {}
  for (const [name, measure] of Object.entries(measures)) {
    const rooms: Record<string, number> = {}
    for (const source of sources) {
      const found = measure(source).length
      if (found > 0) rooms[source.room] = (rooms[source.room] ?? 0) + found
    }
    counts[name] = rooms
  }
  const groups = circles(sources)
  counts.circles = groups.length > 0 ? { all: groups.length } : {}
  return counts
}

/** Budgets never rise: a room without one keeps to nothing, once there are budgets. */
function lowered(budgets: Counts, counts: Counts): Counts {
  const isFirst = Object.keys(budgets).length === 0
  return Object.fromEntries(
    Object.entries(counts).map(([name, rooms]) => [
      name,
      Object.fromEntries(
        Object.entries(rooms)
          .map(([room, count]): [string, number] => [
            room,
            isFirst ? count : Math.min(count, budgets[name]?.[room] ?? 0),
          ])
          .toSorted(([a], [b]) => a.localeCompare(b)),
      ),
    ]),
  )
}

function sum(rooms: Record<string, number>): number {
  return Object.values(rooms).reduce((total, count) => total + count, 0)
}
