/** The harness as vitest's tests import it: the same as `weapp-login-kit/jest`. */
export {
  allow,
  http,
  HttpResponse,
  launch,
  mountComponent,
  placeElement,
  server,
  setPatience,
  takeProblems,
} from '../jest/kit.ts'
export type {
  Launched,
  LaunchOptions,
  ProblemKind,
  Queries,
  RoleOptions,
  Screen,
  Seen,
  Target,
  TextMatch,
  User,
} from '../jest/kit.ts'
