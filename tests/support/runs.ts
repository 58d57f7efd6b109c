/**
 * The number of random schedules that the tests of the core play; tests whose runs cost more take a share
 * of it. `RUNS=4000` where time does not press, as in `.ci/run`; `npm run test:long` plays 100,000.
 */
export const RUNS = Number(process.env.RUNS ?? 200)
