import {
  circles,
  commentsOf,
  longFiles,
  longFunctions,
  questions,
  undocumented,
  type Finding,
} from './count.ts'
import { readSources } from './source.ts'

// `npm run readers`: checks rules on readability and fails if one is broken. A small share of comments
// may begin with a question word; `npm run readers -- questions simulator/wx` lists those of a folder.

/** In lines. */
const MOST_OF_FILE = 250
const MOST_OF_FUNCTION = 60
/** In per cent of all comments. */
const MOST_QUESTIONS = 3
/** Tables, which may be longer. */
const TABLES = ['simulator/wx/base-library.ts', 'tests/core/mutations.ts']

const sources = readSources()
const [wanted, folder = ''] = process.argv.slice(2)
if (wanted === 'questions') {
  print(sources.flatMap(questions).filter(({ path }) => path.startsWith(folder)))
} else {
  judge('exports without a docstring', sources.flatMap(undocumented))
  judge(
    `files over ${MOST_OF_FILE} lines`,
    sources
      .filter(({ path }) => !TABLES.includes(path))
      .flatMap((source) => longFiles(source, MOST_OF_FILE)),
  )
  judge(
    `functions over ${MOST_OF_FUNCTION} lines`,
    sources.flatMap((source) => longFunctions(source, MOST_OF_FUNCTION)),
  )
  judge('circles of imports', circles(sources))
  judgeComments()
}

function judge(what: string, found: Finding[]) {
  console.log(`${what}: ${found.length}`)
  print(found)
  if (found.length > 0) process.exitCode = 1
}

/** A question word begins few comments of well-kept code, but it may. */
function judgeComments() {
  const comments = sources.reduce((total, source) => total + commentsOf(source).length, 0)
  const share = (100 * sources.flatMap(questions).length) / comments
  console.log(`comments that begin with a question word: ${share.toFixed(1)} % of ${comments}`)
  if (share <= MOST_QUESTIONS) return
  console.error(`At most ${MOST_QUESTIONS} %. See them: npm run readers -- questions`)
  process.exitCode = 1
}

function print(found: Finding[]) {
  for (const { path, line, about } of found) console.log(`  ${path}:${line}  ${about}`)
}
