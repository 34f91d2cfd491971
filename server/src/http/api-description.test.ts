import { endpoints } from '@qianyue/api/endpoints.ts'
import { expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'

test('the description at /api/openapi.json names every call, and the page beside it reads the same', async () => {
  const { app } = await countyOn('2026-11-21')
  const description = (await app.inject('/api/openapi.json')).json()
  const calls = Object.values(description.paths as Record<string, object>).flatMap(Object.keys)
  expect(calls).toHaveLength(endpoints.length)
  expect(description.paths['/api/v1/residents/{id}'].get).toMatchObject({
    tags: ['residents'],
    parameters: [{ name: 'id', in: 'path', required: true }],
  })
  const upload = description.paths['/api/v1/register-imports'].post.requestBody.content['multipart/form-data']
  expect(Object.keys(upload.schema.properties)).toEqual(['file', 'id', 'mapping'])
  expect((await app.inject('/api/docs')).statusCode).toBe(200)
  expect((await app.inject('/api/docs/json')).json()).toEqual(description)
})
