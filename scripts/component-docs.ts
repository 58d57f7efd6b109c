import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, types as t } from '@babel/core'

export const COMPONENTS = 'miniprogram/components'
export const COMPONENT_DOCS = 'docs/en/components.md'

export interface ComponentDoc {
  name: string
  /** The docstring of its `Component(...)`. */
  text: string
  properties: { name: string; type: string; value: string; text: string }[]
}

const INTRO = `# Components

Each stands in a folder of \`${COMPONENTS}\` and works alone: copy the folder, \`i18n/\` where it says words of its own, the part of \`services/\` it imports, and the styles it uses from \`app.wxss\`. \`npm run gallery\` shows them all, in every state.

<!-- Written by scripts/components.ts from the components' own comments. -->
`

/** The page that describes every component, made from their sources. */
export function componentDocs(): string {
  const sections = readComponents().map(({ name, text, properties }) => {
    const rows = properties.map(
      (property) =>
        `| \`${dashed(property.name)}\` | ${property.type} | \`${property.value}\` | ${property.text} |`,
    )
    const table = ['| Property | Type | Default | |', '| --- | --- | --- | --- |', ...rows]
    return [`## ${name}`, fenced(text), ...(rows.length > 0 ? [table.join('\n')] : [])].join('\n\n')
  })
  return `${[INTRO.trim(), ...sections].join('\n\n')}\n`
}

export const readComponents = (): ComponentDoc[] =>
  readdirSync(COMPONENTS).map((name) =>
    describe(name, readFileSync(join(COMPONENTS, name, `${name}.ts`), 'utf8')),
  )

function describe(name: string, source: string): ComponentDoc {
  const file = parseSync(source, {
    filename: `${name}.ts`,
    babelrc: false,
    configFile: false,
    presets: ['@babel/preset-typescript'],
  })
  for (const statement of file?.program.body ?? []) {
    if (!t.isExpressionStatement(statement) || !t.isCallExpression(statement.expression)) continue
    const [definition] = statement.expression.arguments
    if (!t.isObjectExpression(definition)) continue
    return { name, text: docOf(statement), properties: propertiesOf(definition) }
  }
  throw new Error(`${name}.ts has no Component({...})`)
}

function propertiesOf(definition: t.ObjectExpression): ComponentDoc['properties'] {
  const found = definition.properties.find((one) => nameOf(one) === 'properties')
  if (!t.isObjectProperty(found) || !t.isObjectExpression(found.value)) return []
  return found.value.properties.map((property) => {
    const options = t.isObjectProperty(property) ? property.value : undefined
    const parts = t.isObjectExpression(options) ? options.properties : []
    const part = (name: string) => {
      const own = parts.find((one) => nameOf(one) === name)
      return t.isObjectProperty(own) ? own.value : undefined
    }
    const type = part('type')
    const value = part('value')
    return {
      name: nameOf(property),
      type: t.isIdentifier(type) ? type.name : '',
      value:
        t.isStringLiteral(value) || t.isBooleanLiteral(value) ? JSON.stringify(value.value) : '',
      text: docOf(property).replaceAll('\n', ' '),
    }
  })
}

const nameOf = (node: t.Node) =>
  (t.isObjectProperty(node) || t.isObjectMethod(node)) && t.isIdentifier(node.key)
    ? node.key.name
    : ''

/** The comment right above, without its stars. */
function docOf(node: t.Node): string {
  const comment = node.leadingComments?.at(-1)?.value ?? ''
  return comment
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
}

/** `nickName` is `nick-name` in a template. */
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Indented lines become a block of WXML. */
const fenced = (text: string) =>
  text.replace(/(?:^ {4}.*\n?)+/gm, (code) => `\`\`\`xml\n${code.replace(/^ {4}/gm, '')}\`\`\`\n`)
