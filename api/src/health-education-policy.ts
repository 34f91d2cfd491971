import { z } from 'zod'
import { population } from './resident-codes.ts'

const times = z.int('应为整数').min(0, '不小于 0').max(366, '不大于 366')
const required = z.object({
  material: times,
  'audio-visual': times,
  board: times,
  consultation: times,
  lecture: times,
})
const source = z.string().trim().min(2, '请填写依据').max(200)

/** 健康教育: numbers required of institutions, and the texts handed to residents. */
export const educationPolicy = z.object({
  source,
  township: required,
  village: required,
  prescriptions: z
    .array(
      z.object({
        code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, '代码由小写字母、数字和短横线组成'),
        title: z.string().trim().min(2, '请填写标题').max(60),
        population: population.nullable(),
        text: z.string().trim().min(10, '请填写内容').max(2000),
      }),
    )
    .max(100)
    .refine((list) => new Set(list.map(({ code }) => code)).size === list.length, '处方代码不能重复'),
})

export const roundsPolicy = z.object({ source, timesPerMonth: z.int().min(0).max(31, '不大于 31') })
