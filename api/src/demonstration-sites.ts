import { siteDecisions, siteStates } from '@qianyue/domain/demonstration-sites/site.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

const site = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  year: z.int(),
  name: z.string(),
  goals: z.string(),
  plan: z.string(),
  state: z.enum(codesOf(siteStates)),
  reviews: z.array(
    z.object({
      id: z.uuid(),
      decision: z.enum(codesOf(siteDecisions)),
      score: z.int().nullable(),
      words: z.string(),
      reviewedOn: day,
      by: z.string(),
    }),
  ),
  next: z.array(z.enum(codesOf(siteDecisions))),
})

export const listSites = endpoint({
  call: 'GET /demonstration-sites',
  summary: '示范点：申报、创建方案与评审',
  action: 'demonstration-sites.read',
  request: z.object({}),
  reply: z.array(site),
})

export const applyForSite = endpoint({
  call: 'POST /demonstration-sites',
  summary: '申报示范点：目标与创建方案',
  action: 'demonstration-sites.apply',
  request: z.object({
    id: z.uuid(),
    unitCode,
    year: z.int().min(2010).max(2100),
    name: z.string().trim().min(2, '请填写名称').max(100),
    goals: z.string().trim().min(2, '请填写创建目标').max(2000),
    plan: z.string().trim().min(2, '请填写创建方案').max(5000),
  }),
  reply: site,
})

export const reviewSite = endpoint({
  call: 'POST /demonstration-sites/{id}/reviews',
  summary: '评审示范点：同意创建、退回、验收、不予认定',
  action: 'demonstration-sites.review',
  request: z.object({
    id: z.uuid(),
    reviewId: z.uuid(),
    decision: z.enum(codesOf(siteDecisions)),
    score: z.int().min(0).max(100).nullable().default(null),
    words: z.string().trim().min(2, '请写明评审意见').max(1000),
  }),
  reply: site,
})
