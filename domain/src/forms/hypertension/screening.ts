import type { Form, ValuesOf } from '../form.ts'
import {
  bmi,
  diastolic,
  heartRate,
  height,
  questioned,
  systolic,
  systolicAboveDiastolic,
  weight,
} from '../shared-fields.ts'
import { absentOrPresent, noOrYes, saltIntake } from '../shared-options.ts'

/**
 * 血压筛查记录: the pressure of who is not known to have hypertension, at the first visit of the year, at the rechecks and
 * every half year of who is at risk, with what makes a risk. The specification has no sheet for it; the boxes are those its
 * rules ask for. Source: public-health-spec.md §9.1.
 */
export const bloodPressureScreening = {
  code: 'blood-pressure-screening',
  name: '35岁及以上居民血压筛查记录',
  version: 1,
  source:
    '国家基本公共卫生服务规范（第三版）高血压患者健康管理服务规范，服务内容（一）筛查（表样为项目约定）',
  proves: ['blood-pressure-check'],
  concerns: 'pressure',
  sections: [
    {
      code: 'pressure',
      name: '血压',
      fields: [
        { ...systolic, need: 'required' },
        { ...diastolic, need: 'required' },
        { ...heartRate },
        {
          code: 'causesRemoved',
          kind: 'choice',
          name: '已去除可能引起血压升高的原因',
          options: noOrYes,
          need: 'expected',
          note: '如情绪激动、运动、吸烟、饮咖啡后；休息 5 分钟以上再测。',
        },
        {
          code: 'suspectedSecondary',
          kind: 'choice',
          name: '可疑继发性高血压',
          options: noOrYes,
          usual: 1,
        },
      ],
    },
    {
      code: 'risks',
      name: '高危因素',
      fields: [
        { ...height, copyable: true },
        { ...weight, need: 'expected' },
        bmi,
        {
          code: 'waistCm',
          measures: 'waistCm',
          kind: 'number',
          name: '腰围',
          unit: 'cm',
          decimals: 1,
          reject: { min: 30, max: 200 },
          ...questioned('腰围', 'cm', 55, 130),
          need: 'expected',
        },
        {
          code: 'familyHypertension',
          kind: 'choice',
          name: '高血压家族史（一、二级亲属）',
          options: absentOrPresent,
          need: 'expected',
          copyable: true,
        },
        {
          code: 'saltIntake',
          measures: 'saltIntake',
          kind: 'choice',
          name: '摄盐情况',
          options: saltIntake,
          need: 'expected',
          copyable: true,
        },
        {
          code: 'alcoholLiangPerDay',
          measures: 'alcoholLiangPerDay',
          kind: 'number',
          name: '日饮酒量',
          unit: '两/天',
          decimals: 1,
          reject: { min: 0, max: 50 },
          ...questioned('日饮酒量', '两/天', null, 10),
          need: 'expected',
          copyable: true,
          note: '折合白酒；不饮酒填 0。',
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
  checks: [systolicAboveDiastolic],
} as const satisfies Form

export type BloodPressureScreening = ValuesOf<typeof bloodPressureScreening>
