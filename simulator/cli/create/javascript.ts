import { posix } from 'node:path'
import { transformSync, types as t, type PluginObj } from '@babel/core'
import { tidy } from './tidy.ts'

/** The copied TypeScript that a JavaScript project has as JavaScript: what its developer changes. */
const isDevelopers = (file: string) => /^(?:miniprogram|tests)\/.*\.ts$/.test(file)

/** The files' names in a JavaScript project. */
export function javascriptNames(files: string[]): Map<string, string> {
  return new Map(
    files.map((file) => [file, isDevelopers(file) ? file.replace(/\.ts$/, '.js') : file]),
  )
}

/**
 * A script without its types, to be read and changed by people: comments, blank lines and `import`
 * stay. The types are stripped by DevTools' own Babel plugin.
 *
 * @param file the script's path from the project's root
 * @param names the new name of every file, for the endings of its imports
 */
export async function toJavascript(
  file: string,
  code: string,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const stripped = transformSync(code, {
    filename: file,
    babelrc: false,
    configFile: false,
    retainLines: true, // so that blank lines stay where they were
    plugins: [withoutWordsOfTypes],
    presets: ['@babel/preset-typescript'],
  })?.code
  const folder = posix.dirname(file)
  const renamed = (stripped ?? '').replace(
    /(['"])(\.[^'"\n]+\.ts)\1/g,
    (whole, quote: string, path: string) => {
      const name = names.get(posix.join(folder, path))
      return name ? `${quote}${path.replace(/\w+$/, posix.extname(name).slice(1))}${quote}` : whole
    },
  )
  return tidy('babel', withoutEmptyExport(renamed))
}

/** Babel leaves `export {}` where a module held types only or had its imports removed. */
const withoutEmptyExport = (code: string) => code.replace(/\n?export \{\};?\s*$/, '\n')

/** Removes the comments of types, which would otherwise be above some other code. */
function withoutWordsOfTypes(): PluginObj {
  return {
    visitor: {
      Program(path) {
        forgetComments(path.node.body)
        path.traverse({ ClassBody: ({ node }) => forgetComments(node.body) })
      },
    },
  }
}

function forgetComments(nodes: t.Node[]) {
  const gone = new Set(nodes.filter(isOnlyType).map(commentOn))
  const left = (comments: t.Comment[] | null | undefined) =>
    comments?.filter((comment) => !gone.has(comment))
  for (const node of nodes) {
    node.leadingComments = left(node.leadingComments)
    node.trailingComments = left(node.trailingComments)
  }
}

/** The comment that ends on the line before. */
function commentOn(node: t.Node): t.Comment | undefined {
  const last = node.leadingComments?.at(-1)
  return last?.loc && last.loc.end.line + 1 === node.loc?.start.line ? last : undefined
}

function isOnlyType(node: t.Node): boolean {
  if (t.isExportNamedDeclaration(node)) return node.exportKind === 'type'
  if (t.isClassProperty(node)) return !node.value
  return t.isTSTypeAliasDeclaration(node) || t.isTSInterfaceDeclaration(node)
}
