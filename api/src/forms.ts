import type { Form } from '@qianyue/domain/forms/form.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { localForm } from './local-forms.ts'
import { day } from './shared.ts'

const condition = z
  .unknown()
  .describe(
    '何时填写：{ field, is }、{ field, isNot }、{ field, filled }、{ field, atLeast }、{ field, below }、{ ageFromYears }、{ ageMonths }、{ sex }、{ all }、{ any }、{ not }',
  )

const option = z.object({
  code: z.union([z.int(), z.string()]),
  name: z.string(),
  score: z.number().optional(),
})

const scalarField = {
  code: z.string(),
  name: z.string(),
  kind: z.enum(['number', 'integer', 'choice', 'choices', 'date', 'moment', 'text', 'rows', 'computed']),
  /** Without it the record is refused. */
  required: z.boolean(),
  unit: z.string().optional(),
  decimals: z.int().optional(),
  /** Outside it a value is refused. */
  range: z.object({ min: z.number(), max: z.number() }).optional(),
  options: z.array(option).optional(),
  maxLength: z.int().optional(),
}

const formField = z.looseObject({
  ...scalarField,
  section: z.string(),
  showWhen: condition.optional(),
  /** The option that excludes every other. */
  noneCode: option.shape.code.optional(),
  /** How a computed field follows from others. */
  formula: z.string().optional(),
  columns: z.array(z.looseObject(scalarField)).optional(),
})

const formDescription = z.object({
  code: z.string(),
  name: z.string(),
  version: z.int(),
  /** Document and clause. */
  source: z.string(),
  sections: z.array(z.object({ code: z.string(), name: z.string(), showWhen: condition.optional() })),
  fields: z.array(formField),
  checks: z.array(
    z.object({
      code: z.string(),
      fields: z.array(z.string()),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
    }),
  ),
  /** Services of the catalogue that a record proves. */
  proves: z.array(z.string()),
  forAgeMonths: z.object({ from: z.int().optional(), before: z.int().optional() }).optional(),
  /** 地方表单: the whole definition, for apps that fill it; null for a sheet of the specification. */
  definition: z.custom<Form>().nullable(),
})

export const listForms = endpoint({
  call: 'GET /forms',
  summary: '服务记录表的定义：字段、单位、代码、范围、出处',
  action: 'forms.read',
  request: z.object({}),
  reply: z.array(formDescription),
})

export const getForm = endpoint({
  call: 'GET /forms/{code}',
  summary: '一种服务记录表的定义',
  action: 'forms.read',
  request: z.object({ code: z.string().max(60), on: day.optional() }),
  reply: formDescription,
})

export const saveLocalForm = endpoint({
  call: 'POST /local-forms',
  summary: '上传一张地方表单，从指定日期起使用',
  action: 'policies.manage',
  request: z.object({
    id: z.uuid(),
    validFrom: day,
    source: z.string().trim().min(2, '请填写文件名称或文号').max(200),
    form: localForm as z.ZodType<Form>,
  }),
  reply: z.object({ id: z.uuid(), code: z.string(), validFrom: day, recomputes: z.boolean() }),
})
