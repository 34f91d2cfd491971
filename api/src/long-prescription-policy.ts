import { z } from 'zod'
import { population } from './resident-codes.ts'

const weeks = z.int('应为整数').min(1, '不小于 1').max(52, '不大于 52')

/** 长期处方, as a county lays it down. */
export const longPrescriptionPolicy = z.object({
  source: z.string().trim().min(2, '请填写依据').max(200),
  assessedBeyondWeeks: weeks,
  conditions: z
    .array(z.object({ population, mostWeeks: weeks }))
    .refine((list) => new Set(list.map((one) => one.population)).size === list.length, '一个病种只能有一条'),
  excluded: z
    .array(
      z.object({
        word: z.string().trim().min(2, '请填写药名中的字').max(30),
        kind: z.string().trim().min(2, '请填写类别').max(30),
      }),
    )
    .max(500),
  remindDays: z.int().min(0, '不小于 0').max(60, '不大于 60'),
})
