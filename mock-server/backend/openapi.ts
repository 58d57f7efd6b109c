import { BACKEND_PREFIX } from '../routes.ts'
import { z } from 'zod'

/** A call, its schemas zod's own or, once described, JSON Schema. */
export interface Call<Schema = z.ZodType | JsonSchema> {
  summary: string
  description?: string
  security?: object[]
  parameters?: object[]
  requestBody?: { required: boolean; description?: string; content: Content<Schema> }
  responses: Record<string | number, { description: string; content?: Content<Schema> }>
}

/** Schemas by media type, as OpenAPI has them. */
export type Content<Schema> = Record<string, { schema?: Schema }>

/** As much of JSON Schema as is used here. */
export interface JsonSchema {
  $ref?: string
  description?: string
  type?: string
  format?: string
  const?: unknown
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  pattern?: string
  required?: string[]
  properties?: Record<string, JsonSchema>
  anyOf?: JsonSchema[]
}

/** An OpenAPI 3.1 document. */
export interface Contract {
  openapi: string
  info: object
  servers: object[]
  paths: Record<string, Record<string, Call<JsonSchema>>>
  components: { securitySchemes: object; schemas: Record<string, JsonSchema> }
}

const uri = (id: string) => `#/components/schemas/${id}`

/**
 * Describes these calls. Their schemas are among the components, by name.
 *
 * Source: https://spec.openapis.org/oas/v3.1.0
 */
export function describeApi(
  calls: Record<string, Record<string, Call>>,
  names: Record<string, z.ZodType>,
): Contract {
  const idOf = new Map<unknown, string>(Object.entries(names).map(([id, schema]) => [schema, id]))
  return {
    openapi: '3.1.0',
    info: { title: 'weapp-login-kit backend', version: '1' },
    servers: [{ url: BACKEND_PREFIX }],
    paths: replace(calls, (value) => {
      if (!(value instanceof z.ZodType)) return undefined
      const id = idOf.get(value)
      if (id === undefined) throw new Error('A schema of the contract has no name.')
      return { $ref: uri(id) }
    }) as Contract['paths'],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: describeSchemas(names),
    },
  }
}

function describeSchemas(names: Record<string, z.ZodType>): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    uri,
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.type !== 'integer') return
      delete jsonSchema.minimum // the ends of JavaScript's own numbers say nothing
      delete jsonSchema.maximum
    },
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [
      id,
      schema as JsonSchema,
    ]),
  )
}

/** A copy in which `find` has replaced some of the values. */
function replace(value: unknown, find: (value: unknown) => object | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value
  const found = find(value)
  if (found) return found
  if (Array.isArray(value)) return value.map((item) => replace(item, find))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item, find)]))
}
