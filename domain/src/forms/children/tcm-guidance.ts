import { described } from '../examination/free-text.ts'
import type { Form } from '../form.ts'
import { nextVisitAfterThis } from '../shared-fields.ts'

/** What is taught at the six ages: 6、12月龄 摩腹捏脊; 18、24月龄 按揉迎香、足三里; 30、36月龄 按揉四神聪. Source: N3-11. */
const technique = (code: string, name: string, from: number, before: number) =>
  ({
    code,
    kind: 'choice',
    name,
    need: 'expected',
    showWhen: { ageMonths: { from, before } },
    options: [
      { code: 1, name: '已传授' },
      { code: 2, name: '未传授' },
    ],
  }) as const

/** 0～36个月儿童中医药健康管理服务记录表, a column each at 6, 12, 18, 24, 30 and 36 months. */
export const tcmChildGuidance = {
  code: 'tcm-child',
  name: '0～36个月儿童中医药健康管理服务记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）中医药健康管理服务规范，0～36个月儿童中医药健康管理服务',
  proves: ['tcm-child'],
  sheet: 'visits-as-columns',
  sections: [
    {
      code: 'guidance',
      name: '中医药健康指导',
      fields: [
        {
          code: 'dailyLife',
          kind: 'choices',
          name: '中医饮食起居指导',
          need: 'required',
          options: [
            { code: 1, name: '饮食调养' },
            { code: 2, name: '起居活动' },
            { code: 3, name: '其他' },
          ],
        },
        described('dailyLifeText', '其他指导', 'dailyLife', 3),
        technique('abdomenAndSpine', '传授摩腹、捏脊方法', 6, 18),
        technique('yingxiangZusanli', '传授按揉迎香穴、足三里穴方法', 18, 30),
        technique('sishencong', '传授按揉四神聪穴方法', 30, 48),
        { code: 'other', kind: 'text', name: '其他', maxLength: 200, multiline: true },
        {
          code: 'nextVisitOn',
          kind: 'date',
          name: '下次随访日期',
          mayBeAfterVisit: true,
        },
      ],
    },
  ],
  checks: [nextVisitAfterThis],
} as const satisfies Form
