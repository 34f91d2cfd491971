import type { Form, ValuesOf } from '../form.ts'
import { comesAfterThis, questioned } from '../shared-fields.ts'

/**
 * 个性化服务计划: what the year is to reach, and who does what by when. It follows from the yearly assessment and is
 * proposed from what is known. Source: S0 篇1三(三), 篇3三(四)1; requirements R146–R149.
 */
export const healthPlanForm = {
  code: 'health-plan',
  name: '个性化服务计划',
  version: 1,
  source: '家庭医生签约服务方案：首次签约进行健康评估，制定个性化健康计划（表样为项目约定）',
  proves: ['health-plan'],
  atDesk: true,
  sections: [
    {
      code: 'assessment',
      name: '健康评估',
      fields: [
        {
          code: 'mainProblems',
          kind: 'text',
          name: '主要健康问题',
          maxLength: 400,
          multiline: true,
          need: 'required',
        },
        {
          code: 'riskLevel',
          kind: 'choice',
          name: '心血管风险分层',
          need: 'expected',
          note: '用于血压升高者，其他人选“不适用”。',
          options: [
            { code: 1, name: '低危' },
            { code: 2, name: '中危' },
            { code: 3, name: '高危' },
            { code: 4, name: '很高危' },
            { code: 9, name: '不适用' },
          ],
        },
        { code: 'riskBasis', kind: 'text', name: '分层依据', maxLength: 400, multiline: true },
      ],
    },
    {
      code: 'goals',
      name: '健康目标',
      fields: [
        {
          code: 'goals',
          kind: 'rows',
          name: '目标',
          maxRows: 10,
          need: 'required',
          columns: [
            { code: 'goal', kind: 'text', name: '项目', maxLength: 30 },
            { code: 'now', kind: 'text', name: '目前', maxLength: 30 },
            { code: 'target', kind: 'text', name: '目标', maxLength: 60 },
            { code: 'by', kind: 'date', name: '期限', mayBeAfterVisit: true },
          ],
        },
      ],
    },
    {
      code: 'actions',
      name: '服务安排',
      fields: [
        {
          code: 'actions',
          kind: 'rows',
          name: '谁在什么时候做什么',
          maxRows: 20,
          need: 'required',
          columns: [
            { code: 'what', kind: 'text', name: '服务或行动', maxLength: 60 },
            { code: 'who', kind: 'text', name: '谁来做', maxLength: 30 },
            {
              code: 'times',
              kind: 'integer',
              name: '次数',
              unit: '次',
              reject: { min: 1, max: 366 },
              ...questioned('次数', '次', null, 52),
            },
            { code: 'by', kind: 'date', name: '完成期限', mayBeAfterVisit: true },
          ],
        },
      ],
    },
    {
      code: 'advice',
      name: '生活与用药',
      fields: [
        { code: 'dietPlan', kind: 'text', name: '饮食', maxLength: 200, multiline: true, copyable: true },
        { code: 'exercisePlan', kind: 'text', name: '运动', maxLength: 200, multiline: true, copyable: true },
        {
          code: 'medicationPlan',
          kind: 'text',
          name: '用药',
          maxLength: 200,
          multiline: true,
          copyable: true,
        },
      ],
    },
    {
      code: 'agreement',
      name: '确认',
      fields: [
        {
          code: 'planAgreed',
          kind: 'choice',
          name: '居民是否同意计划',
          need: 'expected',
          options: [
            { code: 1, name: '是' },
            { code: 2, name: '否' },
          ],
        },
        { code: 'reviewOn', kind: 'date', name: '下次评估日期', mayBeAfterVisit: true, need: 'expected' },
      ],
    },
  ],
  checks: [comesAfterThis('reviewOn', '下次评估日期')],
} as const satisfies Form

export type HealthPlanValues = ValuesOf<typeof healthPlanForm>
