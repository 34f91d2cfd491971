import type { Form } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { gestationalWeeks } from './maternal-fields.ts'

/** 孕情登记: a pregnancy becomes known before the first check; what is owed follows from the last menstrual period. */
export const pregnancyRegistration = {
  code: 'pregnancy-registration',
  name: '早孕登记',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）孕产妇健康管理服务规范，孕早期健康管理（孕13周前建册）',
  sections: [
    {
      code: 'pregnancy',
      name: '妊娠',
      fields: [
        { code: 'lastPeriodOn', kind: 'date', name: '末次月经', need: 'required' },
        gestationalWeeks,
        { code: 'handbookOn', kind: 'date', name: '《母子健康手册》建册日期', need: 'expected' },
        {
          code: 'source',
          kind: 'text',
          name: '信息来源',
          maxLength: 60,
          note: '如本人告知、医院通知、入户了解。',
        },
      ],
    },
  ],
} as const satisfies Form

/** 妊娠结局登记: delivery or loss, from the hospital's notice or the family. */
export const pregnancyOutcome = {
  code: 'pregnancy-outcome',
  name: '分娩（妊娠终止）登记',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）孕产妇健康管理服务规范，产后访视（分娩医院转来的产妇分娩信息）',
  sections: [
    {
      code: 'outcome',
      name: '妊娠结局',
      fields: [
        { code: 'endedOn', kind: 'date', name: '分娩（终止）日期', need: 'required' },
        gestationalWeeks,
        {
          code: 'outcome',
          kind: 'choice',
          name: '妊娠结局',
          need: 'required',
          options: [
            { code: 1, name: '活产' },
            { code: 2, name: '死胎死产' },
            { code: 3, name: '自然流产' },
            { code: 4, name: '人工终止' },
            { code: 5, name: '异位妊娠等' },
          ],
        },
        {
          code: 'dischargedOn',
          kind: 'date',
          name: '出院日期',
          showWhen: { field: 'outcome', is: [1, 2] },
          need: 'expected',
        },
        {
          code: 'liveBirths',
          kind: 'integer',
          name: '活产数',
          unit: '人',
          reject: { min: 1, max: 6 },
          ...questioned('活产数', '人', null, 3),
          showWhen: { field: 'outcome', is: 1 },
          need: 'expected',
        },
        {
          code: 'deliveryInstitution',
          kind: 'text',
          name: '分娩机构',
          maxLength: 60,
          showWhen: { field: 'outcome', is: [1, 2] },
        },
      ],
    },
  ],
  concerns: 'pregnancy',
  checks: [
    {
      code: 'discharged-after-delivery',
      fields: ['dischargedOn', 'endedOn'],
      severity: 'error',
      message: '出院日期不能早于分娩日期，请核对。',
      holds: ({ dischargedOn, endedOn }) =>
        typeof dischargedOn !== 'string' || typeof endedOn !== 'string' || dischargedOn >= endedOn,
    },
  ],
} as const satisfies Form
