import { serviceCategories } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const category = z.enum(Object.keys(serviceCategories) as [keyof typeof serviceCategories])

export const listServices = endpoint({
  call: 'GET /services',
  summary: '服务目录：可以约定和应当提供的服务',
  action: 'services.read',
  request: z.object({}),
  reply: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      category,
      categoryName: z.string(),
      /** 面对面: a telephone call does not count. */
      faceToFace: z.boolean(),
      /** Code of the form on which it is recorded. */
      form: z.string(),
    }),
  ),
})
