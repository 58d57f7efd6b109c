import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** The Markdown parser, as far as it is used here. */
interface Parser {
  core: {
    ruler: { push(name: string, rule: (state: { tokens: Token[]; env: Env }) => void): void }
  }
}

interface Token {
  type: string
  children: Token[] | null
  hidden: boolean
  tag: string
  attrGet(name: string): string | null
  attrSet(name: string, value: string): void
  attrs: [string, string][] | null
}

interface Env {
  /** Path of the page below `docs/`. */
  relativePath?: string
}

/** In `docs/`, for contributors: read in the repository. */
const NOT_ON_THE_SITE = /^(?:architecture\.md|decisions\/|\.vitepress\/)/

/**
 * Makes links to the code lead to the repository: its files are no pages of the site. As long as
 * package.json names no `repository`, such links become plain words.
 */
export function linkToRepository(parser: Parser) {
  const repository = repositoryAddress()
  parser.core.ruler.push('link-to-repository', ({ tokens, env }) => {
    const folder = posix.dirname(env.relativePath ?? '')
    let isOpen = false
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'link_open') {
        const path = pathInRepository(folder, token.attrGet('href') ?? '')
        if (path === undefined) continue
        if (repository) token.attrSet('href', `${repository}/blob/HEAD/${path}`)
        else {
          isOpen = true
          token.tag = 'span'
          token.attrs = null
        }
      } else if (token.type === 'link_close' && isOpen) {
        isOpen = false
        token.tag = 'span'
      }
    }
  })
}

/** The repository's path for a link to one of its files; undefined for pages and web addresses. */
function pathInRepository(folder: string, href: string): string | undefined {
  if (/^[a-z]+:|^[#/]/.test(href)) return undefined
  const target = posix.join(folder, href)
  if (target.startsWith('../')) return target.slice('../'.length)
  return NOT_ON_THE_SITE.test(target) ? `docs/${target}` : undefined
}

function repositoryAddress(): string | undefined {
  const file = existsSync('package.json') ? 'package.json' : '../package.json'
  const { repository } = JSON.parse(readFileSync(file, 'utf8')) as {
    repository?: string | { url: string }
  }
  const url = typeof repository === 'string' ? repository : repository?.url
  return url?.replace(/^git\+/, '').replace(/\.git$/, '')
}
