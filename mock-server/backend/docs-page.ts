import { apiErrors } from './errors.ts'
import type { Call, Content, Contract, JsonSchema } from './openapi.ts'

type Operation = Call<JsonSchema>

/** The contract as a page to read. It needs nothing but itself: no script, no other host. */
export function docsPage(contract: Contract): string {
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  )
  const schemas = Object.entries(contract.components.schemas).map(
    ([name, schema]) => `<h3 id="${escape(name)}">${escape(name)}</h3>${table(schema)}`,
  )
  const errors = Object.entries(apiErrors).map(
    ([code, { status, about }]) =>
      `<tr><td><code>${code}</code></td><td>${status}</td><td>${prose(about)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The backend's contract</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100%; overflow-wrap: anywhere }
  td, th { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-top: 1px solid #8884 }
  h2 { margin-top: 2.5rem } h3 { margin-top: 2rem }
  .method { display: inline-block; min-width: 4.2rem; text-transform: uppercase; color: #3f7d5a }
</style>
<h1>The backend's contract</h1>
<p>What the mini-program asks its backend, under <code>/api</code>. A real backend answers the same
calls. For machines: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). To check an
implementation: <code>npm run contract -- --backend URL</code>.</p>
<p>Requests and answers are JSON. A session's token goes into the header
<code>Authorization: Bearer &lt;token&gt;</code>, never into an address.</p>
<h2>Calls</h2>
${operations.join('\n')}
<h2>Errors</h2>
<p>Branch on <code>error.code</code>; the list is closed. <code>Retry-After</code> comes along where
waiting helps.</p>
<table><tr><th>code<th>status<th>when, and what helps</tr>${errors.join('\n')}</table>
<h2>Shapes</h2>
${schemas.join('\n')}
</html>`
}

function section(method: string, path: string, operation: Operation): string {
  const { summary, description, security, requestBody, responses } = operation
  const rows = Object.entries(responses).map(
    ([status, answer]) =>
      `<tr><td>${status === 'default' ? 'else' : status}</td><td>${prose(answer.description)} ${shapes(answer.content)}</td></tr>`,
  )
  const sends = requestBody
    ? `<tr><td>sends</td><td>${prose(requestBody.description ?? '')} ${shapes(requestBody.content)}</td></tr>`
    : ''
  return `<h3><span class="method">${method}</span> <code>/api${escape(path)}</code></h3>
<p>${prose(summary)}.${security ? ' Wants a session.' : ''} ${prose(description ?? '')}</p>
<table>${sends}${rows.join('')}</table>`
}

const shapes = (content: Content<JsonSchema> = {}) =>
  Object.entries(content)
    .map(
      ([type, { schema }]) => `${type === 'application/json' ? '' : escape(type)} ${kind(schema)}`,
    )
    .join(', ')

function table(schema: JsonSchema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isRequired = schema.required?.includes(name)
    return `<tr><td><code>${escape(name)}</code>${isRequired ? '' : '?'}</td><td>${kind(field)}</td><td>${prose(field.description ?? '')}</td></tr>`
  })
  const choices = schema.anyOf?.map(table).join('<p>or</p>') ?? ''
  return `${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}${choices}`
}

/** A field's kind in a few words. */
function kind(schema: JsonSchema | undefined): string {
  if (!schema) return ''
  if (schema.$ref) {
    const name = escape(schema.$ref.split('/').at(-1) ?? '')
    return `<a href="#${name}">${name}</a>`
  }
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`
  if (schema.enum)
    return schema.enum.map((value) => `<code>${escape(JSON.stringify(value))}</code>`).join(' ')
  if (schema.anyOf) return schema.anyOf.map(kind).join(' or ')
  if (schema.properties)
    return `{ ${Object.entries(schema.properties)
      .map(([name, field]) => `${escape(name)}: ${kind(field)}`)
      .join(', ')} }`
  const length = schema.maxLength
    ? `, ${schema.minLength ?? 0} to ${schema.maxLength} characters`
    : ''
  const format = schema.format ? ` (${escape(schema.format)})` : ''
  return `${escape(schema.type ?? '')}${format}${length}`
}

const prose = (text: string) => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
