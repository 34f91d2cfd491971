import { z } from 'zod'

const times = z.int('应为整数').min(0, '不小于 0').max(12, '不大于 12')

/** 卫生监督协管: how often each kind of place is seen, how fast a finding is told. */
export const supervisionAssistPolicy = z.object({
  source: z.string().trim().min(2, '请填写依据').max(200),
  patrolsAYear: z.object({
    'food-borne': times,
    water: times,
    school: times,
    'illegal-practice': times,
    'family-planning': times,
  }),
  reportWithinHours: z.int('应为整数').min(1, '不小于 1').max(2160, '不大于 2160').nullable(),
})
