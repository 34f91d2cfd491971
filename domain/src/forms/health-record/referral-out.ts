import type { Form, ValuesOf } from '../form.ts'

const told = { kind: 'text', maxLength: 1000, multiline: true } as const

/**
 * 双向转诊（转出）单: who is asked to receive the patient, and what there is to know. Who refers, of which unit and on which
 * day stands at the head of every record. Source: public-health-spec.md §2.4.
 */
export const referralOut = {
  code: 'referral-out',
  name: '双向转诊（转出）单',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 双向转诊单',
  proves: ['referral'],
  sections: [
    {
      code: 'receiving',
      name: '转往',
      fields: [
        { code: 'institution', kind: 'text', name: '转入单位', need: 'required', maxLength: 100 },
        { code: 'department', kind: 'text', name: '转入科室', maxLength: 30, startsLine: true },
        { code: 'receivingDoctor', kind: 'text', name: '接诊医生', maxLength: 30 },
      ],
    },
    {
      code: 'illness',
      name: '病情',
      fields: [
        { code: 'impression', kind: 'text', name: '初步印象', need: 'required', maxLength: 200 },
        {
          ...told,
          code: 'presentIllness',
          name: '主要现病史（转出原因）',
          need: 'required',
        },
        { ...told, code: 'pastHistory', name: '主要既往史', need: 'expected' },
        { ...told, code: 'treatment', name: '治疗经过', need: 'expected' },
      ],
    },
    {
      code: 'contact',
      name: '联系',
      fields: [{ code: 'doctorPhone', kind: 'text', name: '转诊医生联系电话', maxLength: 20 }],
    },
  ],
} as const satisfies Form

export type ReferralOut = ValuesOf<typeof referralOut>
