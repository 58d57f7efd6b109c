import * as fc from 'fast-check'
import type { Fate } from './fake-backend.ts'
import type { StorageFault } from './watched-phone.ts'

/** Kinds of calls. */
export const kinds = ['get', 'post', 'put', 'delete', 'upload', 'download'] as const

/** One thing that happens. */
export type Action =
  | { do: 'call'; kind: (typeof kinds)[number] }
  | { do: 'sign in'; withData: boolean }
  | { do: 'sign out' | 'ensure' | 'resume' | 'sessions end' | 'key ends' }
  | { do: 'somebody else'; person: string }
  | { do: 'abort'; call: number }
  | { do: 'sleep'; milliseconds: number }
  | { do: 'storage'; fault: StorageFault }
  | { do: 'set clock'; hours: number }

/** A step of a schedule. */
export interface ScheduledStep {
  /** Milliseconds after the step before. */
  after: number
  action: Action
}

/** Steps in random order, with their fates. */
export interface Schedule {
  /** A session from an earlier launch; `over`: its time has run out. */
  start: 'new' | 'live' | 'over' | 'refused'
  steps: ScheduledStep[]
  fates: Fate[]
  /** WeChat calls back twice, and both ways. */
  callsTwice: boolean
}

const delay = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 31, max: 20_000 }) },
)

const fate: fc.Arbitrary<Fate> = fc.record({
  there: delay,
  back: delay,
  end: fc.oneof(
    { weight: 16, arbitrary: fc.constant('answer' as const) },
    { weight: 2, arbitrary: fc.constantFrom('lost on the way', 'lost on the way back') },
    { weight: 1, arbitrary: fc.constantFrom('server error', 'no end') },
  ),
})

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('call' as const), kind: fc.constantFrom(...kinds) }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'sessions end' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('sign in' as const), withData: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('sign out' as const, 'ensure' as const, 'resume' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('somebody else' as const),
      person: fc.constantFrom('ann', 'bob'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('abort' as const), call: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('sleep' as const),
      milliseconds: fc.integer({ min: 1, max: 1_800_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('storage' as const),
      fault: fc.constantFrom('none' as const, 'full' as const, 'broken' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set clock' as const),
      hours: fc.integer({ min: -48, max: 48 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'key ends' as const }) },
)

/** Random schedules. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  start: fc.constantFrom('new' as const, 'live' as const, 'over' as const, 'refused' as const),
  steps: fc.array(fc.record({ after: delay, action }), { minLength: 1, maxLength: 14 }),
  fates: fc.array(fate, { maxLength: 30 }),
  callsTwice: fc.boolean(),
})
