import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const condition = z
  .unknown()
  .describe(
    '何时填写：{ field, is }、{ field, isNot }、{ field, filled }、{ ageFromYears }、{ sex }、{ all }',
  )

const option = z.object({ code: z.union([z.int(), z.string()]), name: z.string() })

const scalarField = {
  code: z.string(),
  name: z.string(),
  kind: z.enum(['number', 'integer', 'choice', 'choices', 'date', 'text', 'rows', 'computed']),
  /** Without it the record is refused. */
  required: z.boolean(),
  unit: z.string().optional(),
  decimals: z.int().optional(),
  /** Outside it a value is refused. */
  range: z.object({ min: z.number(), max: z.number() }).optional(),
  options: z.array(option).optional(),
  maxLength: z.int().optional(),
}

export const formField = z.looseObject({
  ...scalarField,
  section: z.string(),
  showWhen: condition.optional(),
  /** The option that excludes every other. */
  noneCode: option.shape.code.optional(),
  /** How a computed field follows from others. */
  formula: z.string().optional(),
  columns: z.array(z.looseObject(scalarField)).optional(),
})

export const formDescription = z.object({
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
  request: z.object({ code: z.string().max(60) }),
  reply: formDescription,
})
