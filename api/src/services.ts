import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { serviceCategories } from '@qianyue/domain/services/services.ts'
import { teamRoles } from '@qianyue/domain/teams/team.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf } from './shared.ts'

const category = z.enum(codesOf(serviceCategories))

const itemStart = z.object({
  by: z.array(z.enum(codesOf(teamRoles))),
  modes: z.array(z.enum(codesOf(serviceModes))),
  times: z.int(),
  every: z.enum(['month', 'quarter', 'half-year', 'year', 'term', 'on-need']),
  unitPriceFen: z.int(),
})

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
      /** 县定服务: what an item of a package begins as; left out for a service of the catalogue. */
      own: itemStart.optional(),
    }),
  ),
})
