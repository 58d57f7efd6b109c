const { appendFileSync } = require('node:fs')

/**
 * Writes the processor time of the process so far after every test and every file, in milliseconds:
 * what lies between two lines is what a test cost, its hooks and jest's own share included.
 */
const note = (what) => {
  const { user, system } = process.cpuUsage()
  appendFileSync(process.env.CPU_FILE, `${what} ${(user + system) / 1000}\n`)
}

afterEach(() => note('test'))
afterAll(() => note('file'))
