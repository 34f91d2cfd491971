import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { month } from './reports.ts'
import { day, unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })
const words = {
  title: z.string().trim().min(2, '请填写标题').max(100),
  /** Paragraphs, a line each. */
  body: z.string().trim().min(2, '请填写正文').max(20_000),
}

const bulletinLine = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  /** 通报 is drafted from the figures of a month, 通知 is written freely. */
  kind: z.enum(['bulletin', 'notice']),
  /** Null for a notice. */
  monthEnd: day.nullable(),
  title: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  /** How many accounts of the units one reaches have read it. */
  readings: z.int(),
  /** One has read it oneself. */
  isRead: z.boolean(),
})

const bulletin = bulletinLine.extend({
  body: z.string(),
  /** Percentages in the text that their own counts do not give, in words. */
  problems: z.array(z.string()),
  readers: z.array(z.object({ name: z.string(), unitName: z.string(), readAt: z.iso.datetime() })),
  /** Whether one may still edit and publish it. */
  mayEdit: z.boolean(),
})

export const listBulletins = endpoint({
  call: 'GET /bulletins',
  summary: '通报、通知：本单位起草的和上级发布的',
  action: 'bulletins.read',
  request: z.object({}),
  reply: z.array(bulletinLine),
})

export const draftBulletin = endpoint({
  call: 'POST /bulletins',
  summary: '起草通报：按月末指标与目标、与上月的差距写成初稿',
  action: 'bulletins.publish',
  request: z.object({ id: z.uuid(), unitCode, month }),
  reply: bulletin,
})

export const writeNotice = endpoint({
  call: 'POST /notices',
  summary: '写通知：先存为草稿，发布后下级单位可见',
  action: 'bulletins.publish',
  request: z.object({ id: z.uuid(), unitCode, ...words }),
  reply: bulletin,
})

export const getBulletin = endpoint({
  call: 'GET /bulletins/{id}',
  summary: '一份通报和它的阅读回执',
  action: 'bulletins.read',
  request: one,
  reply: bulletin,
})

export const editBulletin = endpoint({
  call: 'PUT /bulletins/{id}',
  summary: '修改通报（发布前）',
  action: 'bulletins.publish',
  request: one.extend(words),
  reply: bulletin,
})

export const publishBulletin = endpoint({
  call: 'POST /bulletins/{id}/publication',
  summary: '发布通报：下级单位可见，不再改动',
  action: 'bulletins.publish',
  request: one,
  reply: bulletin,
})

export const acknowledgeBulletin = endpoint({
  call: 'POST /bulletins/{id}/readings',
  summary: '阅读回执：本人已阅',
  action: 'bulletins.read',
  request: one,
  reply: bulletin,
})

export const printBulletin = endpoint({
  call: 'GET /bulletins/{id}/document',
  summary: '通报（PDF）',
  action: 'bulletins.read',
  request: one,
  reply: z.unknown(),
  produces: 'file',
})
