/** A fault found by one of WeChat's compilers, or something that a release must not contain. */
export interface Finding {
  compiler: 'wcc' | 'wcsc' | 'miniprogram-ci' | 'release'
  /** From the mini-program's root; empty where the compiler names none. */
  file: string
  line?: number | undefined
  column?: number | undefined
  message: string
}

/** A finding in one line. */
export function describeFinding({ compiler, file, line, column, message }: Finding): string {
  const place = [file, line, column].filter((part) => part !== undefined && part !== '').join(':')
  return `${place ? `${place}  ` : ''}${message} (${compiler})`
}
