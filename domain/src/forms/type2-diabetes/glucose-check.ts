import type { Form, ValuesOf } from '../form.ts'
import { glucoseRange } from '../shared-fields.ts'

/**
 * 空腹血糖检测记录: a fasting glucose that is owed by itself, to whoever is not visited for diabetes today or does not have
 * it. The specification has no sheet for it; the boxes are those its rules ask for. Source: public-health-spec.md §10 (每年4次
 * 免费空腹血糖检测); contract-policy.md §6 (items of packages).
 */
export const glucoseCheck = {
  code: 'fasting-glucose-check',
  name: '空腹血糖检测记录',
  version: 1,
  source:
    '家庭医生签约服务包服务内容；国家基本公共卫生服务规范（第三版）2型糖尿病患者健康管理服务规范（表样为项目约定）',
  proves: ['fasting-glucose'],
  sections: [
    {
      code: 'glucose',
      name: '血糖',
      fields: [
        {
          code: 'fastingGlucoseMmolL',
          measures: 'fastingGlucoseMmolL',
          kind: 'number',
          name: '空腹血糖',
          ...glucoseRange,
          need: 'required',
          note: '空腹 8 小时以上；餐后测得的不填在这里。',
        },
      ],
    },
    {
      code: 'advice',
      name: '处理',
      fields: [
        { code: 'guidance', kind: 'text', name: '生活方式指导', maxLength: 200, multiline: true },
        { code: 'referralInstitution', kind: 'text', name: '建议转诊机构及科别', maxLength: 100 },
      ],
    },
  ],
} as const satisfies Form

export type GlucoseCheck = ValuesOf<typeof glucoseCheck>
