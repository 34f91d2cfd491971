import type { Form } from '../form.ts'

/** 会诊记录表: why doctors of other institutions were asked, what they said, who they were. Source: public-health-spec.md §2.4. */
export const consultationRecord = {
  code: 'consultation-record',
  name: '会诊记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 会诊记录表',
  sections: [
    {
      code: 'consultation',
      name: '会诊',
      fields: [
        {
          code: 'reason',
          kind: 'text',
          name: '会诊原因',
          need: 'required',
          maxLength: 1000,
          multiline: true,
          note: '患者需会诊的主要情况。',
        },
        {
          code: 'opinion',
          kind: 'text',
          name: '会诊意见',
          need: 'required',
          maxLength: 1000,
          multiline: true,
          note: '会诊医生的主要处置、指导意见。',
        },
      ],
    },
    {
      code: 'doctors',
      name: '会诊医生及其所在医疗机构',
      fields: [
        {
          code: 'consultants',
          kind: 'rows',
          name: '会诊医生',
          need: 'required',
          maxRows: 6,
          columns: [
            { code: 'institution', kind: 'text', name: '医疗机构名称', maxLength: 60 },
            { code: 'doctors', kind: 'text', name: '会诊医生', maxLength: 60 },
          ],
        },
        { code: 'responsibleDoctor', kind: 'text', name: '责任医生', need: 'expected', maxLength: 30 },
      ],
    },
  ],
} as const satisfies Form
