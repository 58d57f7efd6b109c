import { runSteps } from './steps.ts'

// `npm run check`: everything that must hold before a change is taken, in this order. The browser tests
// and the builds are in `.ci/run`.
const STEPS = [
  'types',
  'lint',
  'format:check',
  'readers',
  'unused',
  'licences',
  'size',
  'packages',
  'test',
]

if (!runSteps(STEPS)) process.exitCode = 1
