import { sayIn, type Language } from '../command-line/language.ts'
import { chineseContract, chineseErrors } from './chinese.ts'
import { apiErrors } from './errors.ts'
import type { Call, Content, Contract, JsonSchema } from './openapi.ts'

type Operation = Call<JsonSchema>

/** The page's language, and a way to say both. */
interface Reader {
  language: Language
  say: ReturnType<typeof sayIn>
  /** A sentence of the contract, as HTML. */
  prose: (text: string) => string
}

function readerOf(language: Language): Reader {
  const say = sayIn(language)
  return { language, say, prose: (text) => prose(say(chineseContract[text] ?? text, text)) }
}

/** The contract as a page to read. It needs nothing but itself: no script, no other host. */
export function docsPage(contract: Contract, language: Language): string {
  const reader = readerOf(language)
  const { say } = reader
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation, reader)),
  )
  const schemas = Object.entries(contract.components.schemas).map(
    ([name, schema]) => `<h3 id="${escape(name)}">${escape(name)}</h3>${table(schema, reader)}`,
  )
  const title = say('后端的接口约定', "The backend's contract")
  return `<!doctype html>
<html lang="${say('zh-CN', 'en')}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100%; overflow-wrap: anywhere }
  td, th { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-top: 1px solid #8884 }
  h2 { margin-top: 2.5rem } h3 { margin-top: 2rem }
  .method { display: inline-block; min-width: 4.2rem; text-transform: uppercase; color: #3f7d5a }
</style>
<p lang="${say('en', 'zh-CN')}"><a href="?lang=${say('en', 'zh')}">${say('English', '中文')}</a></p>
<h1>${title}</h1>
${introduction(reader)}
<h2>${say('接口', 'Calls')}</h2>
${operations.join('\n')}
<h2>${say('错误', 'Errors')}</h2>
${errorTable(reader)}
<h2>${say('数据结构', 'Shapes')}</h2>
${schemas.join('\n')}
</html>`
}

const introduction = ({ say }: Reader) =>
  say(
    `<p>小程序向后端请求的一切，都在 <code>/api</code> 下。真正的后端应答同样的接口。给程序读的版本：<a
href="openapi.json">openapi.json</a>（OpenAPI 3.1）。检查一个实现：<code>npm run contract -- --backend=URL</code>。</p>
<p>请求和应答都是 JSON。登录态的 token 放在请求头 <code>Authorization: Bearer &lt;token&gt;</code> 里，绝不放在地址里。</p>`,
    `<p>What the mini-program asks its backend, under <code>/api</code>. A real backend answers the same
calls. For machines: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). To check an
implementation: <code>npm run contract -- --backend=URL</code>.</p>
<p>Requests and answers are JSON. A session's token goes into the header
<code>Authorization: Bearer &lt;token&gt;</code>, never into an address.</p>`,
  )

function errorTable({ language, say }: Reader): string {
  const rows = Object.entries(apiErrors).map(([code, { status, about }]) => {
    const words = language === 'zh' ? chineseErrors[code as keyof typeof apiErrors] : about
    return `<tr><td><code>${code}</code></td><td>${status}</td><td>${prose(words)}</td></tr>`
  })
  return say(
    `<p>按 <code>error.code</code> 分支处理；错误码只有表里这些。稍等就能恢复的错误会带上 <code>Retry-After</code>。</p>
<table><tr><th>错误码<th>状态码<th>什么时候，怎么办</tr>${rows.join('')}</table>`,
    `<p>Branch on <code>error.code</code>; the list is closed. <code>Retry-After</code> comes along where
waiting helps.</p>
<table><tr><th>code<th>status<th>when, and what helps</tr>${rows.join('')}</table>`,
  )
}

function section(method: string, path: string, operation: Operation, reader: Reader): string {
  const { say } = reader
  const { summary, description, security, requestBody, responses } = operation
  const rows = Object.entries(responses).map(
    ([status, answer]) =>
      `<tr><td>${status === 'default' ? say('其他', 'else') : status}</td><td>${reader.prose(answer.description)} ${shapes(reader, answer.content)}</td></tr>`,
  )
  const sends = requestBody
    ? `<tr><td>${say('发送', 'sends')}</td><td>${reader.prose(requestBody.description ?? '')} ${shapes(reader, requestBody.content)}</td></tr>`
    : ''
  const end = say('。', '.')
  const wants = security ? say('需要登录。', ' Wants a session.') : ''
  const about = description ? say('', ' ') + reader.prose(description) : ''
  return `<h3><span class="method">${method}</span> <code>/api${escape(path)}</code></h3>
<p>${reader.prose(summary)}${end}${wants}${about}</p>
<table>${sends}${rows.join('')}</table>`
}

const shapes = (reader: Reader, content: Content<JsonSchema> = {}) =>
  Object.entries(content)
    .map(
      ([type, { schema }]) =>
        `${type === 'application/json' ? '' : escape(type)} ${kind(schema, reader)}`,
    )
    .join(', ')

function table(schema: JsonSchema, reader: Reader): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isRequired = schema.required?.includes(name)
    return `<tr><td><code>${escape(name)}</code>${isRequired ? '' : '?'}</td><td>${kind(field, reader)}</td><td>${reader.prose(field.description ?? '')}</td></tr>`
  })
  const choices =
    schema.anyOf?.map((one) => table(one, reader)).join(`<p>${reader.say('或', 'or')}</p>`) ?? ''
  return `${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}${choices}`
}

/** A field's kind in a few words. */
function kind(schema: JsonSchema | undefined, reader: Reader): string {
  const { say } = reader
  if (!schema) return ''
  if (schema.$ref) {
    const name = escape(schema.$ref.split('/').at(-1) ?? '')
    return `<a href="#${name}">${name}</a>`
  }
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`
  if (schema.enum)
    return schema.enum.map((value) => `<code>${escape(JSON.stringify(value))}</code>`).join(' ')
  if (schema.anyOf) return schema.anyOf.map((one) => kind(one, reader)).join(say(' 或 ', ' or '))
  if (schema.properties)
    return `{ ${Object.entries(schema.properties)
      .map(([name, field]) => `${escape(name)}: ${kind(field, reader)}`)
      .join(', ')} }`
  const length = schema.maxLength
    ? say(
        `，${schema.minLength ?? 0} 到 ${schema.maxLength} 个字符`,
        `, ${schema.minLength ?? 0} to ${schema.maxLength} characters`,
      )
    : ''
  const format = schema.format ? ` (${escape(schema.format)})` : ''
  return `${escape(schema.type ?? '')}${format}${length}`
}

const prose = (text: string) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
