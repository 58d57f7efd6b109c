/** The command line or the environment asks for something that can't be. */
export class UsageError extends Error {
  override name = 'UsageError' as const
}
