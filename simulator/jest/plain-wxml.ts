import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * WeChat's compiler is a program for x86-64 Linux with glibc, macOS and Windows. Elsewhere templates
 * go through miniprogram-simulate's own compiler, in JavaScript. What that would silently leave out
 * is put right here, or refused with a clear error.
 */

/** `<!-- comment -->`, or a tag: closing slash, name, attributes, slash of a tag that closes itself. */
const TAG =
  /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/g
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g
/** What wxml itself means something by; every other tag is a component. */
const STATEMENTS = new Set(['block', 'slot'])
const FOR = /^wx:(?:for|for-items|for-item|for-index|key)$/
const IF = /^wx:(?:if|elif|else)$/

/**
 * A template for the compiler in JavaScript. Every component's tag gets `wx-` before its name: that
 * compiler takes `button`, `form` or `header` for tags of HTML.
 *
 * @throws Error for `<template>`, `<import>` and wxs from a file, which it does not know
 */
export function forJavaScriptCompiler(wxml: string, file: string, root: string): string {
  const open: { name: string; isWrapped: boolean }[] = []
  return inlined(wxml, file, root).replace(
    TAG,
    (_, slash: string, name: string, given: string, self: string) => {
      if (name === undefined) return '' // a comment
      const own = STATEMENTS.has(name) || name === 'wxs' ? name : `wx-${name}`
      if (slash) return `</${own}>${open.pop()?.isWrapped ? '</block>' : ''}`
      assertKnown(name, given, file)
      const attributes = [...given.matchAll(ATTRIBUTE)]
      const isFor = ([, key = '']: RegExpMatchArray) => FOR.test(key)
      const isWrapped =
        attributes.some(isFor) && attributes.some(([, key = '']) => IF.test(key)) && name !== 'wxs'
      const write = (some: RegExpMatchArray[]) => some.map(([text]) => ` ${text}`).join('')
      if (!self) open.push({ name, isWrapped })
      if (!isWrapped) return `<${own}${write(attributes)}${self ? '/' : ''}>`
      const inner = `<${own}${write(attributes.filter((one) => !isFor(one)))}${self ? '/' : ''}>`
      return `<block${write(attributes.filter(isFor))}>${inner}${self ? '</block>' : ''}`
    },
  )
}

/** The tags of a template, as the result of `forJavaScriptCompiler` names them. */
export function tagsOf(template: string): string[] {
  return [...new Set([...template.matchAll(TAG)].flatMap(([, , name]) => (name ? [name] : [])))]
}

/** `<include src="..."/>` is the text of the other file. */
function inlined(wxml: string, file: string, root: string): string {
  return wxml.replace(
    /<include\s+src\s*=\s*["']([^"']+)["']\s*(?:\/>|>\s*<\/include>)/g,
    (_, src: string) => {
      const named = src.endsWith('.wxml') ? src : `${src}.wxml`
      const path = named.startsWith('/') ? named.slice(1) : join(dirname(file), named)
      return inlined(readFileSync(join(root, path), 'utf8'), path, root)
    },
  )
}

function assertKnown(name: string, attributes: string, file: string) {
  const isUnknown =
    name === 'template' || name === 'import' || (name === 'wxs' && /\ssrc\s*=/.test(attributes))
  if (!isUnknown) return
  throw new Error(
    `${file} uses <${name}${name === 'wxs' ? ' src' : ''}>. This machine can not run WeChat's own ` +
      'compiler (wcc), and the one in JavaScript does not know that tag. Test this page on x86-64 ' +
      'Linux with glibc, on macOS or on Windows.',
  )
}
