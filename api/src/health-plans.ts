import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { riskLevels } from '@qianyue/domain/health-plans/risk-grading.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day } from './shared.ts'

const riskLevel = z.enum(codesOf(riskLevels))
const words = z.array(z.string())

export const getHealthPlan = endpoint({
  call: 'GET /residents/{residentId}/health-plan',
  summary: '健康评估与个性化服务计划：已知的检查结果、心血管风险分层、拟定的计划、现行计划',
  action: 'service-records.read',
  request: z.object({ residentId: z.uuid() }),
  reply: z.object({
    name: z.string(),
    /** The newest value of everything that an assessment looks at, each with its record. */
    known: z.array(
      z.object({ code: z.string(), name: z.string(), text: z.string(), on: day, recordId: z.uuid() }),
    ),
    risk: z.object({
      /** 血压分级 1–3; null where pressure is not raised. */
      grade: z.int().nullable(),
      level: riskLevel.nullable(),
      levelName: z.string().nullable(),
      factors: words,
      damage: words,
      diseases: words,
      /** What was never found out, so that the level may be higher. */
      unknown: words,
      source: z.string(),
    }),
    /** 拟定的计划: values of the form `health-plan`, to be changed and recorded by the doctor. */
    proposal: z.custom<FormValues>().describe('表单 health-plan 的各字段'),
    /** The plan that holds now: the newest one recorded. */
    plan: z.object({ recordId: z.uuid(), performedOn: day, doctorName: z.string().nullable() }).nullable(),
    /** 应制定: until when the first plan is owed; null where it is not. */
    owedBy: day.nullable(),
  }),
})

export const printHealthPlan = endpoint({
  call: 'GET /residents/{residentId}/health-plan/document',
  summary: '现行个性化服务计划的打印件（PDF），大字，交给居民',
  action: 'documents.print',
  request: z.object({ residentId: z.uuid() }),
  reply: z.unknown(),
  produces: 'file',
})
