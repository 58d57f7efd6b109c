/**
 * The expressions of WXML, by the grammar WeChat's compiler takes: less than JavaScript has. There is
 * no `typeof`, `new`, `in`, `??`, `?.`, assignment, regular expression or template literal.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/wxml/data.html, and what wcc does
 */

const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|[A-Za-z_$][\w$]*|"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\.\.\.|[=!]==?|[<>]=|<<|>>|&&|\|\||[-+*/%<>!~?:.,()[\]{}&|^]/y

const BINARY = new Set('+ - * / % < > <= >= << >> == != === !== && || & | ^'.split(' '))

/**
 * The fault in an expression.
 *
 * @param isData the `data` of a `<template is>`: the inside of an object
 * @returns undefined where it is right; empty is right too
 */
export function faultIn(expression: string, isData = false): string | undefined {
  try {
    const parser = new Parser(tokensOf(expression))
    if (parser.isAtEnd) return undefined
    if (isData) parser.members('')
    else parser.expression()
    parser.end()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < expression.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(expression)?.[0]
    if (token === undefined)
      throw new Error(`"${expression[at]}" has no place in an expression of WXML`)
    if (!/^(?:\s|\/\*)/.test(token)) tokens.push(token)
  }
  return tokens
}

const isName = (token: string | undefined) => token !== undefined && /^[A-Za-z_$]/.test(token)
const isLiteral = (token: string | undefined) =>
  token !== undefined && /^(?:["'\d]|\.\d)/.test(token)

class Parser {
  readonly #tokens: string[]
  #at = 0

  constructor(tokens: string[]) {
    this.#tokens = tokens
  }

  get isAtEnd() {
    return this.#at >= this.#tokens.length
  }

  get #next() {
    return this.#tokens[this.#at]
  }

  end() {
    if (!this.isAtEnd) throw this.#unexpected()
  }

  expression() {
    this.#binary()
    if (!this.#take('?')) return
    this.expression()
    this.#expect(':')
    this.expression()
  }

  #binary() {
    this.#unary()
    while (BINARY.has(this.#next ?? '')) {
      this.#at++
      this.#unary()
    }
  }

  #unary() {
    while (['!', '-', '~'].includes(this.#next ?? '')) this.#at++
    const token = this.#next
    if (isLiteral(token)) return void this.#at++
    if (token === '{') return this.#object()
    if (isName(token)) this.#at++
    else if (this.#take('(')) {
      this.expression()
      this.#expect(')')
    } else if (this.#take('[')) this.#list(']')
    else throw this.#unexpected()
    while (this.#member());
  }

  #member(): boolean {
    if (this.#take('.')) {
      if (!isName(this.#next)) throw this.#unexpected()
      this.#at++
    } else if (this.#take('[')) {
      this.expression()
      this.#expect(']')
    } else if (this.#take('(')) this.#list(')')
    else return false
    return true
  }

  #list(close: string) {
    while (!this.#take(close)) {
      this.expression()
      if (this.#next !== close) this.#expect(',')
    }
  }

  #object() {
    this.#expect('{')
    if (this.#next === '}') throw this.#unexpected() // wcc has no empty object
    this.members('}')
    this.#expect('}')
  }

  /** `a: 1, b, ...c`, up to `close` or to the end. */
  members(close: string) {
    const isOver = () => (close === '' ? this.isAtEnd : this.#next === close)
    while (!isOver()) {
      if (this.#take('...')) this.expression()
      else {
        const key = this.#next
        if (!isName(key) && !isLiteral(key)) throw this.#unexpected()
        this.#at++
        if (this.#take(':')) this.expression()
      }
      if (!isOver()) this.#expect(',')
    }
  }

  #take(token: string): boolean {
    if (this.#next !== token) return false
    this.#at++
    return true
  }

  #expect(token: string) {
    if (!this.#take(token)) throw this.#unexpected()
  }

  #unexpected(): Error {
    return new Error(
      this.isAtEnd ? 'the expression is not finished' : `"${this.#next}" is not expected there`,
    )
  }
}
