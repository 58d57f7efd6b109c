// First: it sets the globals that the phone's file uses when it is loaded.
import { asFile, runTests, type PageResult } from './page-tests.ts'
import { askedOfWx, phone } from '../../simulator/wx/phone.ts'

/** The page's answer when all tests have run. */
export interface PageOutcome {
  results: PageResult[]
  /** Members of `wx` that no test asked for. */
  untried: string[]
}

/** Runs test files in the page: their names, each with what loads it. */
export async function runWxTests(files: Record<string, () => unknown>): Promise<PageOutcome> {
  for (const [file, load] of Object.entries(files)) asFile(file, load)
  const results = await runTests()
  const members = Object.keys(phone().wx)
  return { results, untried: members.filter((name) => !askedOfWx.has(name)) }
}
