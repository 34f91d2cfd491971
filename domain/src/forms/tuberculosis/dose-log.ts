import type { Form, ValuesOf } from '../form.ts'
import { adherencePercent, dosesOf, longestBreakDays } from './doses.ts'
import { supervisionFields, supervisors } from './shared-fields.ts'

/** 肺结核患者服药记录卡: a line a drug day, with who saw it. Source: N3-10 督导服药; public-health-spec.md §12. */
export const tuberculosisDoseLog = {
  code: 'tuberculosis-dose-log',
  name: '肺结核患者服药记录卡',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）肺结核患者健康管理服务规范，服务内容（三）督导服药和随访管理',
  proves: ['tuberculosis-supervision'],
  sections: [
    {
      code: 'card',
      name: '服药记录',
      fields: [
        ...supervisionFields,
        {
          code: 'doses',
          kind: 'rows',
          name: '服药日',
          maxRows: 62,
          need: 'required',
          columns: [
            { code: 'on', kind: 'date', name: '日期' },
            {
              code: 'taken',
              kind: 'choice',
              name: '服药',
              options: [
                { code: 1, name: '已服' },
                { code: 2, name: '漏服' },
              ],
            },
            { code: 'by', kind: 'choice', name: '督导', options: supervisors },
            { code: 'remark', kind: 'text', name: '备注', maxLength: 40 },
          ],
        },
        {
          code: 'dosesDue',
          kind: 'computed',
          name: '应服药',
          unit: '次',
          decimals: 0,
          formula: '服药日数',
          compute: (values) => dosesOf(values).length,
        },
        {
          code: 'dosesTaken',
          kind: 'computed',
          name: '实服药',
          unit: '次',
          decimals: 0,
          formula: '已服的服药日数',
          compute: (values) => dosesOf(values).filter(({ taken }) => taken).length,
        },
        {
          code: 'adherencePercent',
          kind: 'computed',
          name: '服药率',
          unit: '%',
          decimals: 1,
          formula: '实服药次数 ÷ 应服药次数 × 100',
          compute: (values) => {
            const doses = dosesOf(values)
            return adherencePercent(doses.length, doses.filter(({ taken }) => taken).length)
          },
        },
        {
          code: 'longestBreakDays',
          kind: 'computed',
          name: '最长连续中断',
          unit: '天',
          decimals: 0,
          formula: '从漏服日到下一次服药前一天的天数，取最长',
          compute: (values) => longestBreakDays(dosesOf(values)),
        },
      ],
    },
  ],
} as const satisfies Form

export type TuberculosisDoseLog = ValuesOf<typeof tuberculosisDoseLog>
