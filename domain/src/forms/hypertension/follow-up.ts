import type { Form, ValuesOf } from '../form.ts'
import {
  attitudeFields,
  bodyFields,
  diastolic,
  habitFields,
  heartRate,
  medicines,
  nextVisit,
  nextVisitAfterThis,
  questioned,
  referralFields,
  saltFields,
  systolic,
  systolicAboveDiastolic,
  treatmentFields,
} from '../shared-fields.ts'

/**
 * A target of the patient's own, which can only be lower than that of the age (public-health-spec.md §9.2). Seldom set, so it
 * stands with the treatment and not beside the value, where it would be passed on the way from one pressure to the other.
 */
function ownTarget<const Target extends string>(
  code: Target,
  { unit, reject }: typeof systolic | typeof diastolic,
  name: string,
  ordinary: readonly [number, number],
) {
  return {
    code,
    kind: 'integer',
    name,
    unit,
    reject,
    ...questioned(name, unit, ...ordinary),
    copyable: true,
    beyondSheet: true,
    note: '合并糖尿病、慢性肾病或能耐受者，医生可定低于规范的目标；不填按规范。',
  } as const
}

/** 高血压患者随访服务记录表. Boxes, order and codes: public-health-spec.md §9.3. */
export const hypertensionFollowUp = {
  code: 'hypertension-follow-up',
  name: '高血压患者随访服务记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）高血压患者健康管理服务规范，附件 高血压患者随访服务记录表',
  proves: ['hypertension-follow-up', 'blood-pressure-check'],
  sections: [
    {
      code: 'symptoms',
      name: '症状',
      fields: [
        {
          code: 'symptoms',
          kind: 'choices',
          name: '症状',
          noneCode: 1,
          need: 'expected',
          options: [
            { code: 1, name: '无症状' },
            { code: 2, name: '头痛头晕' },
            { code: 3, name: '恶心呕吐' },
            { code: 4, name: '眼花耳鸣' },
            { code: 5, name: '呼吸困难' },
            { code: 6, name: '心悸胸闷' },
            { code: 7, name: '鼻衄出血不止' },
            { code: 8, name: '四肢发麻' },
            { code: 9, name: '下肢水肿' },
          ],
        },
        { code: 'otherSymptoms', kind: 'text', name: '其他症状', maxLength: 100 },
        {
          code: 'dangerSigns',
          kind: 'choices',
          name: '危急情况',
          noneCode: 1,
          beyondSheet: true,
          note: '出现任何一项即紧急处理并转诊，两周内随访转诊情况（服务内容（二）随访评估）。',
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '意识改变' },
            { code: 3, name: '剧烈头痛或头晕' },
            { code: 4, name: '视力模糊' },
            { code: 5, name: '眼痛' },
            { code: 6, name: '喘憋不能平卧' },
            { code: 7, name: '妊娠期或哺乳期血压高于正常' },
            { code: 8, name: '存在不能处理的其他疾病' },
          ],
        },
      ],
    },
    {
      code: 'signs',
      name: '体征',
      fields: [
        { ...systolic, need: 'required' },
        { ...diastolic, need: 'required' },
        ...bodyFields,
        { ...heartRate, need: 'expected' },
        { code: 'otherSigns', kind: 'text', name: '其他体征', maxLength: 100 },
      ],
    },
    {
      code: 'lifestyle',
      name: '生活方式指导',
      fields: [...habitFields, ...saltFields, ...attitudeFields],
    },
    {
      code: 'tests',
      name: '辅助检查',
      fields: [{ code: 'auxiliaryTests', kind: 'text', name: '辅助检查', maxLength: 200 }],
    },
    {
      code: 'treatment',
      name: '治疗情况',
      fields: [
        ...treatmentFields,
        medicines,
        ownTarget('targetSystolicMmHg', systolic, '目标收缩压', [110, 150]),
        ownTarget('targetDiastolicMmHg', diastolic, '目标舒张压', [60, 90]),
      ],
    },
    { code: 'referral', name: '转诊与下次随访', fields: [...referralFields, nextVisit] },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

export type HypertensionVisit = ValuesOf<typeof hypertensionFollowUp>
