import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, unitCode } from './shared.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写法如 2026-11')

const written = {
  id: z.uuid(),
  villageCode: unitCode,
  heldOn: day,
  people: z.int().min(0).max(10_000),
  households: z.int().min(0).max(10_000),
  done: z.string().trim().min(2, '请写明做了什么').max(1000),
  problems: z.string().trim().max(1000).default(''),
}

const round = z.object({
  ...written,
  villageCode: z.int(),
  villageName: z.string(),
  staffId: z.uuid(),
  staffName: z.string(),
})

export const listVillageRounds = endpoint({
  call: 'GET /village-rounds',
  summary: '巡诊记录与每位家庭医生当月次数',
  action: 'village-rounds.read',
  request: z.object({ orgId: unitCode.optional(), month }),
  reply: z.object({
    /** Of each family doctor in the month. */
    required: z.int(),
    source: z.string(),
    doctors: z.array(
      z.object({ staffId: z.uuid(), name: z.string(), unitName: z.string(), rounds: z.int() }),
    ),
    rounds: z.array(round),
  }),
})

export const recordVillageRound = endpoint({
  call: 'POST /village-rounds',
  summary: '登记一次下村巡诊',
  action: 'village-rounds.record',
  request: z.object({
    ...written,
    /** Who went; oneself when left out. */
    staffId: z.uuid().optional(),
  }),
  reply: round,
})
