import { ApiFailure } from './failure.ts'

type Kind = 'String' | 'Number' | 'Array' | 'Boolean' | 'Object' | 'Function'

/** WeChat's name for what kind of thing a value is. */
const kindOf = (value: unknown) =>
  Object.prototype.toString.call(value).slice('[object '.length, -1)

/**
 * Checks what an API can't do without.
 *
 * @throws ApiFailure errno 1001, in WeChat's words:
 *   `parameter error: parameter.url should be String instead of Undefined;`
 */
export function requireParameters(options: object, kinds: Record<string, Kind>) {
  for (const [name, kind] of Object.entries(kinds)) {
    const actual = kindOf((options as Record<string, unknown>)[name])
    if (actual !== kind) {
      throw new ApiFailure(
        `parameter error: parameter.${name} should be ${kind} instead of ${actual};`,
        1001,
      )
    }
  }
}
