import type { Form, ValuesOf } from '../form.ts'
import { nextVisit, nextVisitAfterThis, questioned } from '../shared-fields.ts'
import { absentOrPresent } from '../shared-options.ts'
import { adherencePercent, dosesInOrder } from './doses.ts'
import {
  drugFields,
  smokingAndDrinkingFields,
  supervisionFields,
  tuberculosisSymptoms,
} from './shared-fields.ts'

/** 肺结核患者随访服务记录表. Boxes, order and codes: public-health-spec.md §12. */
export const tuberculosisFollowUp = {
  code: 'tuberculosis-follow-up',
  name: '肺结核患者随访服务记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）肺结核患者健康管理服务规范，附件 肺结核患者随访服务记录表',
  proves: ['tuberculosis-follow-up'],
  sections: [
    {
      code: 'treatment',
      name: '治疗与督导',
      fields: [
        {
          code: 'treatmentMonth',
          kind: 'integer',
          name: '治疗月序',
          unit: '月',
          reject: { min: 1, max: 36 },
          ...questioned('治疗月序', '月', null, 18),
          need: 'required',
        },
        ...supervisionFields,
        {
          code: 'symptoms',
          kind: 'choices',
          name: '症状及体征',
          noneCode: 0,
          need: 'expected',
          options: [...tuberculosisSymptoms, { code: 10, name: '关节疼痛' }],
        },
        { code: 'otherSymptoms', kind: 'text', name: '其他症状', maxLength: 100 },
        ...smokingAndDrinkingFields,
      ],
    },
    {
      code: 'drugs',
      name: '用药',
      fields: [
        ...drugFields,
        {
          code: 'dosesDue',
          kind: 'integer',
          name: '两次随访间应服药',
          unit: '次',
          reject: { min: 0, max: 400 },
          ...questioned('两次随访间应服药', '次', null, 62),
          need: 'expected',
          beyondSheet: true,
        },
        {
          code: 'missedDoses',
          kind: 'integer',
          name: '漏服药次数',
          unit: '次',
          reject: { min: 0, max: 400 },
          ...questioned('漏服药次数', '次', null, 31),
          need: 'required',
        },
        {
          code: 'longestGapDays',
          kind: 'integer',
          name: '最长连续中断服药',
          unit: '天',
          reject: { min: 0, max: 400 },
          ...questioned('最长连续中断服药', '天', null, 31),
          beyondSheet: true,
          showWhen: { field: 'missedDoses', isNot: 0 },
          need: 'expected',
        },
        {
          code: 'adherencePercent',
          kind: 'computed',
          name: '服药率',
          unit: '%',
          decimals: 1,
          beyondSheet: true,
          formula: '（应服药次数 − 漏服药次数）÷ 应服药次数 × 100',
          compute: (values) => {
            const { dosesDue, missedDoses } = values
            return typeof dosesDue !== 'number' || typeof missedDoses !== 'number'
              ? null
              : adherencePercent(dosesDue, dosesDue - missedDoses)
          },
        },
      ],
    },
    {
      code: 'findings',
      name: '不良反应、并发症与转诊',
      fields: [
        {
          code: 'adverseDrugReaction',
          kind: 'choice',
          name: '药物不良反应',
          options: absentOrPresent,
          need: 'required',
        },
        {
          code: 'adverseDrugReactionText',
          kind: 'text',
          name: '不良反应表现',
          maxLength: 100,
          showWhen: { field: 'adverseDrugReaction', is: 2 },
          need: 'expected',
        },
        {
          code: 'complication',
          kind: 'choice',
          name: '并发症或合并症',
          options: absentOrPresent,
          need: 'required',
        },
        {
          code: 'complicationText',
          kind: 'text',
          name: '并发症或合并症名称',
          maxLength: 100,
          showWhen: { field: 'complication', is: 2 },
          need: 'expected',
        },
        { code: 'referralDepartment', kind: 'text', name: '转诊科别', maxLength: 60 },
        { code: 'referralReason', kind: 'text', name: '转诊原因', maxLength: 200 },
        {
          code: 'referralResult',
          kind: 'text',
          name: '2 周内随访转诊结果',
          maxLength: 200,
        },
        { code: 'opinion', kind: 'text', name: '处理意见', maxLength: 200, multiline: true },
        nextVisit,
      ],
    },
  ],
  checks: [nextVisitAfterThis, dosesInOrder('missedDoses', 'dosesDue', '漏服药次数不能多于应服药次数。')],
} as const satisfies Form

export type TuberculosisVisit = ValuesOf<typeof tuberculosisFollowUp>
