import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser'
import { placeOf } from './fault.ts'

/** The value of a JSON text, and the first fault in it. */
export interface ParsedJson {
  /** The value, as far as it could be read; an empty object where the text is no object at all. */
  value: Record<string, unknown>
  fault?: { line: number; column: number; message: string }
}

/**
 * Reads JSON as WeChat DevTools does: comments and trailing commas are no fault.
 *
 * @param text without a byte order mark
 */
export function parseJson(text: string): ParsedJson {
  const errors: ParseError[] = []
  const parsed = parse(text, errors, { allowTrailingComma: true }) as unknown
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  const value = isObject ? (parsed as Record<string, unknown>) : {}
  const [first] = errors
  if (first) {
    const message = `is not valid JSON: ${inWords(printParseErrorCode(first.error))}`
    return { value, fault: { ...placeOf(text, first.offset), message } }
  }
  if (!isObject) return { value, fault: { line: 1, column: 1, message: 'is not a JSON object' } }
  return { value }
}

/** `CommaExpected` as "comma expected". */
const inWords = (code: string) =>
  code.replace(/(?<=.)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase()
