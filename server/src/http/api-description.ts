import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { addressOf, type Endpoint, methodOf, pathFieldsOf, type Upload } from '@qianyue/api/endpoint.ts'
import { endpointsByFeature } from '@qianyue/api/endpoints.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { version } from '../version.ts'

/** The API as OpenAPI 3.1 at /api/openapi.json, and a page to read it at /api/docs. */
export async function apiDescription(app: FastifyInstance) {
  await app.register(swagger, { mode: 'static', specification: { document: description as never } })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/openapi.json', () => description)
}

const errorSchema = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string', description: '中文说明：哪里不对、该怎么做' },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    reference: { type: 'string' },
  },
}

let described: Record<string, Record<string, unknown>> | undefined

const description = {
  openapi: '3.1.0',
  info: { title: '签约 Qianyue', version, description: '家庭医生签约服务的工作系统。' },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'qianyue' },
      token: { type: 'http', scheme: 'bearer' },
    },
    schemas: { Error: errorSchema },
  },
  /** Written when somebody first reads it: describing some hundred calls is a good part of a start. */
  get paths() {
    described ??= describeCalls()
    return described
  },
}

function describeCalls() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [feature, endpoints] of Object.entries(endpointsByFeature)) {
    for (const endpoint of endpoints) {
      const path = `/api/v1${addressOf(endpoint.call)}`
      paths[path] ??= {}
      paths[path][methodOf(endpoint.call).toLowerCase()] = describe(feature, endpoint)
    }
  }
  return paths
}

function describe(feature: string, endpoint: Endpoint) {
  const inPath = pathFieldsOf(endpoint.call)
  const schema = jsonSchema(endpoint.request, 'input') as {
    properties?: Record<string, object>
    required?: string[]
  }
  const fields = Object.entries(schema.properties ?? {})
  const inQuery = methodOf(endpoint.call) === 'GET' || methodOf(endpoint.call) === 'DELETE' || endpoint.upload
  const parameters = fields
    .filter(([name]) => inPath.includes(name) || inQuery)
    .map(([name, field]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || (schema.required ?? []).includes(name),
      schema: field,
    }))
  const body = Object.fromEntries(fields.filter(([name]) => !inPath.includes(name)))
  const required = (schema.required ?? []).filter((name) => !inPath.includes(name))
  return {
    tags: [feature],
    summary: endpoint.summary,
    operationId: endpoint.call.replace(/\W+/g, '-'),
    security: endpoint.action === 'public' ? [] : [{ session: [] }, { token: [] }],
    parameters,
    ...(endpoint.upload
      ? {
          requestBody: {
            content: {
              'multipart/form-data': { schema: formOf(endpoint.upload) },
            },
          },
        }
      : inQuery
        ? {}
        : {
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: body, required } } },
            },
          }),
    responses: {
      200: endpoint.produces
        ? { description: endpoint.produces === 'file' ? '文件' : '事件流' }
        : {
            description: '成功',
            content: { 'application/json': { schema: jsonSchema(endpoint.reply, 'output') } },
          },
      default: {
        description: '出错',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function formOf({ beside }: Upload) {
  const fields = beside ? (jsonSchema(beside, 'input') as { properties?: object }).properties : {}
  return {
    type: 'object',
    properties: { file: { type: 'string', format: 'binary' }, ...fields },
    required: ['file'],
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
