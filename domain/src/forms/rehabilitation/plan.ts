import type { Form } from '../form.ts'
import { comesAfterThis, questioned } from '../shared-fields.ts'

/** 康复计划. Source: S0 篇5, S2 篇三附件2; requirement R186. */
export const rehabilitationPlan = {
  code: 'rehabilitation-plan',
  name: '康复计划',
  version: 1,
  source: '家庭医生签约服务方案：为残疾人制定康复计划，指导和督促训练（表样为项目约定）',
  proves: ['rehabilitation'],
  sections: [
    {
      code: 'assessment',
      name: '功能评估',
      fields: [
        {
          code: 'disabilities',
          kind: 'choices',
          name: '障碍类别',
          need: 'required',
          copyable: true,
          options: [
            { code: 2, name: '视力' },
            { code: 3, name: '听力' },
            { code: 4, name: '言语' },
            { code: 5, name: '肢体' },
            { code: 6, name: '智力' },
            { code: 7, name: '精神' },
            { code: 8, name: '其他' },
          ],
        },
        {
          code: 'function',
          kind: 'text',
          name: '目前功能',
          maxLength: 300,
          multiline: true,
          need: 'required',
        },
        {
          code: 'barthel',
          kind: 'integer',
          name: '日常生活能力（Barthel 指数）',
          unit: '分',
          reject: { min: 0, max: 100 },
          note: '0～100 分，分数越高能力越好；与老年人生活自理能力评分方向相反。',
        },
        { code: 'aids', kind: 'text', name: '辅助器具', maxLength: 100, copyable: true },
      ],
    },
    {
      code: 'goals',
      name: '康复目标与训练安排',
      fields: [
        {
          code: 'goals',
          kind: 'rows',
          name: '目标',
          maxRows: 6,
          need: 'required',
          copyable: true,
          columns: [
            { code: 'goal', kind: 'text', name: '目标', maxLength: 80 },
            { code: 'by', kind: 'date', name: '期限', mayBeAfterVisit: true },
            { code: 'measure', kind: 'text', name: '如何衡量', maxLength: 60 },
          ],
        },
        {
          code: 'trainings',
          kind: 'rows',
          name: '训练项目',
          maxRows: 10,
          need: 'required',
          copyable: true,
          columns: [
            { code: 'training', kind: 'text', name: '项目', maxLength: 60 },
            {
              code: 'timesPerWeek',
              kind: 'integer',
              name: '每周',
              unit: '次',
              reject: { min: 1, max: 50 },
              ...questioned('每周', '次', null, 14),
            },
            {
              code: 'minutes',
              kind: 'integer',
              name: '每次',
              unit: '分钟',
              reject: { min: 1, max: 240 },
              ...questioned('每次', '分钟', null, 120),
            },
            { code: 'by', kind: 'text', name: '指导人', maxLength: 20 },
          ],
        },
        {
          code: 'nextVisitOn',
          kind: 'date',
          name: '下次指导日期',
          mayBeAfterVisit: true,
          need: 'expected',
        },
      ],
    },
  ],
  checks: [comesAfterThis('nextVisitOn', '下次指导日期')],
} as const satisfies Form
