import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './finding.ts'

/** An address given to a build that users or testers get. */
const ADDRESS = /\b(trial|release)['"]?\s*:\s*(['"`])((?:http|ws):\/\/[^'"`]*)\2/g

/**
 * Addresses of `trial` and `release` that are not encrypted: WeChat's phones refuse them, and until
 * then whoever shares the network reads along.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 *
 * @param root the mini-program's folder
 */
export function findOpenAddresses(root: string): Finding[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) => /\.[jt]s$/.test(file) && !/(?:^|\/)(?:node_modules|miniprogram_npm)\//.test(file),
    )
    .flatMap((file) => findIn(file, readFileSync(join(root, file), 'utf8')))
}

function findIn(file: string, text: string): Finding[] {
  return [...text.matchAll(ADDRESS)].map(({ 1: build = '', 3: address = '', index }) => ({
    compiler: 'release' as const,
    file,
    line: text.slice(0, index).split('\n').length,
    message: `${build}: ${address} must be ${address.startsWith('ws') ? 'wss' : 'https'}`,
  }))
}
