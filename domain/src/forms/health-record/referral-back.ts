import type { Form } from '../form.ts'

const told = { kind: 'text', maxLength: 1000, multiline: true } as const

/**
 * 双向转诊（回转）单: what the hospital found and did, and what is to be done at home; written down from the slip that the
 * patient brings back. Source: public-health-spec.md §2.4.
 */
export const referralBack = {
  code: 'referral-back',
  name: '双向转诊（回转）单',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 双向转诊单',
  sections: [
    {
      code: 'hospital',
      name: '上级医院',
      fields: [
        { code: 'institution', kind: 'text', name: '回转单位', need: 'required', maxLength: 100 },
        { code: 'hospitalDoctor', kind: 'text', name: '转诊医生', maxLength: 30, startsLine: true },
        { code: 'doctorPhone', kind: 'text', name: '联系电话', maxLength: 20 },
        { code: 'hospitalNumber', kind: 'text', name: '住院病案号', maxLength: 30 },
      ],
    },
    {
      code: 'found',
      name: '诊疗情况',
      fields: [
        { code: 'diagnosis', kind: 'text', name: '诊断结果', need: 'required', maxLength: 200 },
        { ...told, code: 'examinations', name: '主要检查结果', need: 'expected' },
        {
          ...told,
          code: 'treatment',
          name: '治疗经过、下一步治疗方案及康复建议',
          need: 'required',
        },
      ],
    },
  ],
} as const satisfies Form
