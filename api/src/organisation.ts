import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const orgUnit = z.object({
  code: z.int(),
  parentCode: z.int().nullable(),
  level: z.enum(['county', 'township', 'village']),
  name: z.string(),
  /** The village or community it serves, as registers write it. */
  areaName: z.string(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
})

export const listOrgUnits = endpoint({
  call: 'GET /org-units',
  summary: '机构列表：县、乡镇、村',
  action: 'org-units.read',
  request: z.object({}),
  reply: z.array(orgUnit),
})
