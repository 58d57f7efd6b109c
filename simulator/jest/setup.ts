import { closeAll } from './launch.ts'
import { failOnProblems, takeProblems, watchForProblems } from './problems.ts'

watchForProblems()

beforeEach(() => void takeProblems())

afterEach(() => {
  closeAll()
  failOnProblems()
})
