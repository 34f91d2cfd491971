import type { Form } from '../form.ts'
import { comesAfterThis, questioned } from '../shared-fields.ts'

/** 康复训练记录: what was trained, and how far each goal is. Source: S0 篇5, S2 篇三附件2; requirement R186. */
export const rehabilitationTraining = {
  code: 'rehabilitation-training',
  name: '康复训练记录',
  version: 1,
  source: '家庭医生签约服务方案：为残疾人制定康复计划，指导和督促训练（表样为项目约定）',
  proves: ['rehabilitation'],
  sections: [
    {
      code: 'log',
      name: '训练记录',
      fields: [
        {
          code: 'sessions',
          kind: 'rows',
          name: '训练',
          maxRows: 40,
          need: 'required',
          columns: [
            { code: 'training', kind: 'text', name: '项目', maxLength: 60 },
            { code: 'on', kind: 'date', name: '日期' },
            {
              code: 'minutes',
              kind: 'integer',
              name: '时长',
              unit: '分钟',
              reject: { min: 1, max: 240 },
              ...questioned('时长', '分钟', null, 120),
            },
            { code: 'remark', kind: 'text', name: '完成情况', maxLength: 40 },
          ],
        },
        {
          code: 'sessionCount',
          kind: 'computed',
          name: '训练次数',
          unit: '次',
          decimals: 0,
          formula: '训练记录的行数',
          compute: ({ sessions }) => (Array.isArray(sessions) ? sessions.length : 0),
        },
        {
          code: 'minutesTrained',
          kind: 'computed',
          name: '训练总时长',
          unit: '分钟',
          decimals: 0,
          formula: '各次时长之和',
          compute: ({ sessions }) =>
            Array.isArray(sessions)
              ? sessions.reduce<number>(
                  (sum, row) =>
                    sum + (typeof row === 'object' && typeof row.minutes === 'number' ? row.minutes : 0),
                  0,
                )
              : 0,
        },
      ],
    },
    {
      code: 'progress',
      name: '目标进展',
      fields: [
        {
          code: 'goals',
          kind: 'rows',
          name: '目标',
          maxRows: 6,
          need: 'expected',
          columns: [
            { code: 'goal', kind: 'text', name: '目标', maxLength: 80 },
            {
              code: 'progress',
              kind: 'choice',
              name: '进展',
              options: [
                { code: 1, name: '已达到' },
                { code: 2, name: '有进步' },
                { code: 3, name: '无变化' },
                { code: 4, name: '退步' },
              ],
            },
            { code: 'remark', kind: 'text', name: '说明', maxLength: 60 },
          ],
        },
        {
          code: 'guidance',
          kind: 'text',
          name: '指导意见',
          maxLength: 200,
          multiline: true,
          need: 'expected',
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
