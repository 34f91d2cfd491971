import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { day } from './shared.ts'

const noted = z.object({
  id: z.uuid(),
  /** Null: taken back. */
  reason: z.string().nullable(),
  remark: z.string(),
  notedOn: day,
  notedByName: z.string().nullable(),
})

/** Whose reasons: of everybody, of the key populations, or of one population. */
const among = z.union([z.literal('key'), population]).optional()

export const noteUnsignedReason = endpoint({
  call: 'POST /residents/{residentId}/unsigned-reasons',
  summary: '登记未签约原因，或取消登记',
  action: 'agreements.sign',
  request: z.object({
    residentId: z.uuid(),
    id: z.uuid(),
    /** One of the county's list; null takes back what was noted. */
    reason: z.string().trim().min(1, '请选择原因').max(30).nullable(),
    remark: z.string().trim().max(200).default(''),
    /** The day on which it was told, where it is sent later; today when left out. */
    notedOn: day.optional(),
  }),
  reply: noted,
})

export const listUnsignedReasonsOf = endpoint({
  call: 'GET /residents/{residentId}/unsigned-reasons',
  summary: '一位居民历次登记的未签约原因',
  action: 'agreements.read',
  request: z.object({ residentId: z.uuid() }),
  reply: z.object({ choices: z.array(z.string()), noted: z.array(noted) }),
})

export const countUnsignedReasons = endpoint({
  call: 'GET /unsigned-reasons',
  summary: '未签约原因统计：应签 = 已签约 + 各原因 + 未填写',
  action: 'indicators.read',
  request: z.object({ orgId: z.coerce.number().int().optional(), population: among }),
  reply: z.object({
    populationOn: day,
    /** Those that stand in some row, in the order of the county's list; the last is 未填写. */
    reasons: z.array(z.string()),
    rows: z.array(
      z.object({
        orgId: z.number().nullable(),
        placeName: z.string(),
        level: z.enum(['county', 'township', 'village', 'team']),
        listed: z.int(),
        signed: z.int(),
        /** By position, as in `reasons`. */
        unsigned: z.array(z.int()),
      }),
    ),
  }),
})

export const listUnsignedResidents = endpoint({
  call: 'GET /unsigned-reasons/residents',
  summary: '未签约居民名单，可按原因筛选',
  action: 'indicators.read-names',
  request: z.object({
    orgId: z.coerce.number().int().optional(),
    population: among,
    /** 未填写 for those of whom nothing was noted; everybody unsigned when left out. */
    reason: z.string().max(30).optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        residentId: z.uuid(),
        name: z.string(),
        ageYears: z.int(),
        villageName: z.string(),
        reason: z.string(),
        remark: z.string(),
        notedOn: day.nullable(),
        notedByName: z.string().nullable(),
      }),
    ),
    nextCursor: z.uuid().nullable(),
  }),
})
