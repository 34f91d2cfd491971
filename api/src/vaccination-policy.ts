import type { VaccinationPolicy } from '@qianyue/domain/vaccination/schedule.ts'
import { courses, regimens, vaccines } from '@qianyue/domain/vaccination/vaccines.ts'
import { z } from 'zod'
import { whole, words } from './policy-values.ts'
import { codesOf, day } from './shared.ts'

const edition = z.object({
  code: z.string().regex(/^[A-Za-z0-9-]{2,20}$/, '代码由字母、数字和短横线组成'),
  name: words('版本名称'),
  source: words('依据'),
  bornFrom: day,
})

const doseLine = z.object({
  edition: z.string().min(1, '请填写版本'),
  course: z.enum(codesOf(courses)),
  regimen: z.enum(codesOf(regimens)),
  vaccines: z
    .array(z.enum(codesOf(vaccines)))
    .min(1, '至少选一种疫苗')
    .readonly(),
  number: whole(1, 9),
  fromMonths: whole(0, 240),
  beforeMonths: whole(0, 240),
  apartMonths: whole(0, 120),
  apartDays: whole(0, 366),
  withinDays: whole(1, 366).nullable(),
  notFromMonths: whole(1, 240).nullable(),
  afterCourse: z.enum(['none', ...codesOf(courses)]),
  afterMonths: whole(0, 120),
  girlsOnly: z.boolean(),
  bornFrom: day.nullable(),
  offeredFrom: day.nullable(),
})

/** The editions of the schedule with a line a dose; every series counts its doses from 1 without a gap. */
export const vaccinationPolicy = z
  .object({
    editions: z.array(edition).min(1, '至少有一个版本').max(20).readonly(),
    doses: z.array(doseLine).max(400).readonly(),
    liveVaccinesApartDays: whole(1, 180),
    liveAfterImmunoglobulinMonths: whole(1, 24),
    skinTestFromMonths: whole(1, 48),
  })
  .superRefine(({ editions, doses }, issues) => {
    const wrong = (index: number, field: string, message: string) =>
      issues.addIssue({ code: 'custom', path: ['doses', index, field], message })
    const series = new Map<string, number[]>()
    doses.forEach((line, index) => {
      const { edition, course, regimen, number, fromMonths, beforeMonths } = line
      if (!editions.some(({ code }) => code === edition)) wrong(index, 'edition', `没有版本“${edition}”`)
      if (beforeMonths !== 0 && beforeMonths <= fromMonths)
        wrong(index, 'beforeMonths', '完成月龄应大于起始月龄')
      const id = `${edition}/${course}/${regimen}`
      const numbers = series.get(id) ?? []
      if (numbers.includes(number)) wrong(index, 'number', `第 ${number} 剂出现两次`)
      series.set(id, [...numbers, number])
    })
    doses.forEach(({ edition, course, regimen, number }, index) => {
      if (number > 1 && !series.get(`${edition}/${course}/${regimen}`)!.includes(number - 1))
        wrong(index, 'number', `缺少第 ${number - 1} 剂`)
    })
  }) satisfies z.ZodType<VaccinationPolicy>
