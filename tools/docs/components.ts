import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, types as t } from '@babel/core'
import { componentWords } from './zh.ts'

/** The folder of the template's components. */
export const COMPONENTS = 'miniprogram/components'
/** A component of the template, as its own comments describe it. */
export interface ComponentDoc {
  name: string
  /** The docstring of its `Component(...)`. */
  text: string
  properties: { name: string; type: string; value: string; text: string }[]
}

const INTRO = {
  zh: `# 模板的组件

五分钟之后：你挑好了要用的组件，复制过去就能用。每个组件在 \`${COMPONENTS}\` 里有自己的文件夹，单独就能用：复制这个文件夹，加上它用到的 \`i18n/\`、\`services/\` 的部分和 \`app.wxss\` 里的样式。\`npm run gallery\` 展示每个组件的每种状态。`,
  en: `# The template's components

In five minutes you have chosen the components you need, and copied them. Each stands in a folder of \`${COMPONENTS}\` and works alone: copy the folder, \`i18n/\` where it says words of its own, the part of \`services/\` it imports, and the styles it uses from \`app.wxss\`. \`npm run gallery\` shows them all, in every state.`,
}

const HEADS = {
  zh: '| 属性 | 类型 | 默认值 | |',
  en: '| Property | Type | Default | |',
}

/** The page that describes every component, made from their sources. */
export function componentDocs(language: 'zh' | 'en'): string {
  const sections = readComponents().map((component) => {
    const { name, properties } = component
    const words = language === 'zh' ? componentWords[name] : undefined
    const text = words
      ? words.text.replace('{code}\n', `${exampleOf(component.text)}\n`)
      : fenced(component.text)
    const rows = properties.map((property) => {
      const about = words?.properties[property.name] ?? property.text
      return `| \`${dashed(property.name)}\` | ${property.type} | \`${property.value}\` | ${about} |`
    })
    const table = [HEADS[language], '| --- | --- | --- | --- |', ...rows]
    return [`## ${name}`, text, ...(rows.length > 0 ? [table.join('\n')] : [])].join('\n\n')
  })
  const note = `<!-- npm run docs:components writes this page from the components' own comments. -->`
  return `${[INTRO[language], note, ...sections].join('\n\n')}\n`
}

/** The block of WXML in a component's comment. */
const exampleOf = (text: string) => /```xml[^]*?```\n/.exec(fenced(text))?.[0] ?? ''

/** Every component of the template. */
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
