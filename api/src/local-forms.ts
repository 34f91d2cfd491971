import { classifications, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { services } from '@qianyue/domain/services/services.ts'
import { z } from 'zod'
import { dutyRule } from './duty-rules.ts'
import { codesOf } from './shared.ts'

/** A local form (地方表单) as a county writes it: the same definition as a national sheet, with everything in it as data. */

const fieldCode = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]{0,59}$/, '字段代码由字母和数字组成，以小写字母开头，如 gripStrengthKg')
const kebab = z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, '代码由小写字母、数字和短横线组成')
const name = z.string().trim().min(1, '请填写名称').max(60)
const sentence = z.string().trim().min(2).max(200)
const optionCode = z.union([z.int(), z.string().min(1).max(40)])
const option = z.strictObject({ code: optionCode, name, score: z.number().optional() })
const ageMonths = z.strictObject({
  from: z.int().min(0).max(1500).optional(),
  before: z.int().min(1).max(1500).optional(),
})

type Condition = NonNullable<Form['sections'][number]['showWhen']>
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ field: fieldCode, is: z.union([optionCode, z.array(optionCode)]) }),
    z.strictObject({ field: fieldCode, isNot: optionCode }),
    z.strictObject({ field: fieldCode, filled: z.literal(true) }),
    z.strictObject({ field: fieldCode, atLeast: z.number() }),
    z.strictObject({ field: fieldCode, below: z.number() }),
    z.strictObject({ ageFromYears: z.int().min(0).max(150) }),
    z.strictObject({ ageMonths }),
    z.strictObject({ sex: z.enum(['male', 'female', 'unknown']) }),
    z.strictObject({ all: z.array(condition).min(1) }),
    z.strictObject({ any: z.array(condition).min(1) }),
    z.strictObject({ not: condition }),
  ]),
) as z.ZodType<Condition>

const about = {
  code: fieldCode,
  name,
  need: z.enum(['required', 'expected']).optional(),
  expectedWhen: condition.optional(),
  showWhen: condition.optional(),
  copyable: z.boolean().optional(),
  beyondSheet: z.boolean().optional(),
  measures: z.string().max(60).optional(),
  startsLine: z.boolean().optional(),
  note: z.string().max(200).optional(),
}
const warning = z.strictObject({
  atOrAbove: z.number().optional(),
  above: z.number().optional(),
  atOrBelow: z.number().optional(),
  below: z.number().optional(),
  message: sentence,
})
const numeric = {
  ...about,
  unit: z.string().max(20),
  reject: z.strictObject({ min: z.number(), max: z.number() }),
  warn: z.array(warning).optional(),
  targetOf: fieldCode.optional(),
  steadyWithin: z.number().positive().optional(),
}
const numberField = z.strictObject({
  ...numeric,
  kind: z.literal('number'),
  decimals: z.int().min(0).max(4),
})
const integerField = z.strictObject({ ...numeric, kind: z.literal('integer') })
const choiceField = z.strictObject({
  ...about,
  kind: z.literal('choice'),
  options: z.array(option).min(2).max(100),
  targetOf: fieldCode.optional(),
  usual: optionCode.optional(),
})
const dateField = z.strictObject({
  ...about,
  kind: z.literal('date'),
  mayBeAfterVisit: z.boolean().optional(),
})
const momentField = z.strictObject({
  ...about,
  kind: z.literal('moment'),
  mayBeAfterVisit: z.boolean().optional(),
})
const textField = z.strictObject({
  ...about,
  kind: z.literal('text'),
  maxLength: z.int().min(1).max(2000),
  multiline: z.boolean().optional(),
})
const column = z.discriminatedUnion('kind', [
  numberField,
  integerField,
  choiceField,
  dateField,
  momentField,
  textField,
])
const fieldCodes = z.array(fieldCode).min(1).max(100)
const calculation = z.union([
  z.strictObject({ sum: fieldCodes, missing: z.number().optional() }),
  z.strictObject({ countOf: fieldCodes, is: optionCode }),
  z.strictObject({ difference: z.tuple([fieldCode, fieldCode]) }),
  z.strictObject({ quotient: z.tuple([fieldCode, fieldCode]), times: z.number().optional() }),
  z.strictObject({
    bandOf: fieldCode,
    bands: z.array(z.strictObject({ atLeast: z.number(), code: z.int() })).min(1),
  }),
])
const field = z.discriminatedUnion('kind', [
  ...column.options,
  z.strictObject({
    ...about,
    kind: z.literal('choices'),
    options: z.array(option).min(2).max(100),
    noneCode: optionCode.optional(),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('rows'),
    maxRows: z.int().min(1).max(40),
    columns: z.array(column).min(1).max(10),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('computed'),
    unit: z.string().max(20).optional(),
    decimals: z.int().min(0).max(4),
    formula: sentence,
    compute: calculation,
    options: z.array(option).optional(),
    targetOf: fieldCode.optional(),
  }),
])

const outcome = z.strictObject({
  when: condition.optional(),
  nextStep: z.enum(codesOf(nextSteps)),
  classification: z.enum(codesOf(classifications)).optional(),
  withinDays: z.int().min(1).max(366).optional(),
  withinMonths: z.int().min(1).max(36).optional(),
  advice: sentence.optional(),
})

/** @see docs/adding-a-form.md */
export const localForm = z
  .strictObject({
    code: kebab,
    name,
    version: z.int().min(1).max(1000),
    source: sentence,
    proves: z.array(z.enum(codesOf(services))).optional(),
    forAgeMonths: ageMonths.optional(),
    sheet: z.literal('visits-as-columns').optional(),
    sections: z
      .array(
        z.strictObject({
          code: kebab.or(fieldCode),
          name,
          showWhen: condition.optional(),
          folded: z.boolean().optional(),
          layout: z.literal('grid').optional(),
          usual: optionCode.optional(),
          fields: z.array(field).min(1).max(100),
        }),
      )
      .min(1)
      .max(40),
    checks: z
      .array(
        z.strictObject({
          code: kebab,
          fields: z.tuple([fieldCode], fieldCode),
          severity: z.enum(['error', 'warning']),
          message: sentence,
          holds: condition,
        }),
      )
      .optional(),
    outcomes: z.array(outcome).max(40).optional(),
    duties: z.array(dutyRule).max(20).optional(),
  })
  .superRefine((form, issues) => {
    const wrong = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: 'custom', path, message })
    if (findForm(form.code)) wrong(['code'], `代码“${form.code}”已用于国家规范的表，请另取。`)
    const known = new Set<string>()
    form.sections.forEach((section, at) => {
      section.fields.forEach((one, index) => {
        const path = ['sections', at, 'fields', index]
        if (known.has(one.code)) wrong([...path, 'code'], `字段代码“${one.code}”重复。`)
        known.add(one.code)
        if (one.kind !== 'computed') return
        const needed = fieldsOf(one.compute).find((code) => !known.has(code) || code === one.code)
        if (needed) wrong([...path, 'compute'], `计算用到的字段“${needed}”应排在它前面。`)
      })
    })
    ;(form.checks ?? []).forEach((check, at) => {
      const missing = check.fields.find((code) => !known.has(code))
      if (missing) wrong(['checks', at, 'fields'], `没有字段“${missing}”。`)
    })
  })

function fieldsOf(compute: z.infer<typeof calculation>): readonly string[] {
  if ('sum' in compute) return compute.sum
  if ('countOf' in compute) return compute.countOf
  if ('difference' in compute) return compute.difference
  return 'quotient' in compute ? compute.quotient : [compute.bandOf]
}
