import type { Form } from '../form.ts'
import { questioned } from '../shared-fields.ts'

/** 家庭病床撤床记录. Source: S2 篇三六3. */
export const homeBedClosing = {
  code: 'home-bed-closing',
  name: '家庭病床撤床记录',
  version: 1,
  source: '家庭医生签约服务方案：家庭病床（表样为项目约定）',
  proves: ['home-bed'],
  sections: [
    {
      code: 'closing',
      name: '撤床',
      fields: [
        { code: 'closedOn', kind: 'date', name: '撤床日期', need: 'required' },
        {
          code: 'closedBecause',
          kind: 'choice',
          name: '撤床原因',
          need: 'required',
          options: [
            { code: 1, name: '治愈' },
            { code: 2, name: '好转，无需继续建床' },
            { code: 3, name: '转院' },
            { code: 4, name: '本人或家属要求' },
            { code: 5, name: '死亡' },
            { code: 6, name: '其他' },
          ],
        },
        {
          code: 'summary',
          kind: 'text',
          name: '治疗小结',
          maxLength: 600,
          multiline: true,
          need: 'required',
        },
        {
          code: 'rounds',
          kind: 'integer',
          name: '建床期间查床',
          unit: '次',
          reject: { min: 0, max: 999 },
          ...questioned('建床期间查床', '次', null, 200),
          need: 'expected',
        },
        { code: 'advice', kind: 'text', name: '撤床后建议', maxLength: 200, multiline: true },
      ],
    },
  ],
  checks: [
    {
      code: 'closed-by-then',
      fields: ['closedOn'],
      severity: 'error',
      message: '撤床日期不能晚于记录日期。',
      holds: (values, about) => typeof values.closedOn !== 'string' || values.closedOn <= about.performedOn,
    },
  ],
} as const satisfies Form
