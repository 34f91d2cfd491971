import { elderlySection } from '../examination/elderly.ts'
import { evaluationSection } from '../examination/evaluation.ts'
import { generalConditionSection, symptomSection } from '../examination/general-condition.ts'
import { healthProblemSection, treatmentSection } from '../examination/health-problems.ts'
import { furtherLaboratorySection, laboratorySection } from '../examination/laboratory.ts'
import { lifestyleSection } from '../examination/lifestyle.ts'
import { organSection } from '../examination/organs.ts'
import { furtherPhysicalSection, physicalSection } from '../examination/physical.ts'
import type { Check, Form, Section, ValuesOf } from '../form.ts'
import { comesAfterThis, isBelow } from '../shared-fields.ts'

const nextSection = {
  code: 'next',
  name: '下次评估',
  fields: [
    {
      code: 'nextAssessmentOn',
      kind: 'date',
      name: '下次评估日期',
      mayBeAfterVisit: true,
      beyondSheet: true,
    },
  ],
} as const satisfies Section

/**
 * 健康体检表: the national examination form, on which the yearly health assessment (健康评估) stands; what follows for the
 * year is the plan (个性化服务计划). Boxes, order and codes: public-health-spec.md §3, §8.
 */
export const healthAssessment = {
  code: 'health-assessment',
  name: '健康体检表（年度健康评估）',
  version: 2,
  source:
    '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 健康体检表；家庭医生签约服务年度健康评估',
  proves: [
    'health-assessment',
    'health-examination',
    'elderly-examination',
    'chronic-examination',
    'blood-pressure-check',
  ],
  sections: [
    symptomSection,
    generalConditionSection,
    elderlySection,
    lifestyleSection,
    organSection,
    physicalSection,
    furtherPhysicalSection,
    laboratorySection,
    furtherLaboratorySection,
    healthProblemSection,
    treatmentSection,
    evaluationSection,
    nextSection,
  ],
  checks: [
    pressureInOrder('left', '左侧'),
    pressureInOrder('right', '右侧'),
    comesAfterThis('nextAssessmentOn', '下次评估日期'),
    {
      code: 'conjugated-within-total-bilirubin',
      fields: ['conjugatedBilirubinUmolL', 'totalBilirubinUmolL'],
      severity: 'error',
      message: '结合胆红素不能高于总胆红素，请核对。',
      holds: (values) =>
        values.conjugatedBilirubinUmolL === values.totalBilirubinUmolL ||
        isBelow(values, 'conjugatedBilirubinUmolL', 'totalBilirubinUmolL'),
    },
    {
      code: 'something-examined',
      fields: ['leftSystolicMmHg', 'rightSystolicMmHg', 'healthEvaluation'],
      severity: 'error',
      message: '本表还没有内容，请至少填写血压或健康评价。',
      holds: (values) =>
        ['leftSystolicMmHg', 'rightSystolicMmHg', 'healthEvaluation'].some(
          (field) => values[field] !== undefined,
        ),
    },
    {
      code: 'abnormal-values-evaluated',
      fields: ['healthEvaluation', 'leftSystolicMmHg', 'rightSystolicMmHg', 'fastingGlucoseMmolL'],
      severity: 'warning',
      message: '血压或空腹血糖异常，而健康评价为“体检无异常”，请核对。',
      holds: (values) =>
        values.healthEvaluation !== 1 ||
        (isUnder(values.leftSystolicMmHg, 140) &&
          isUnder(values.rightSystolicMmHg, 140) &&
          isUnder(values.leftDiastolicMmHg, 90) &&
          isUnder(values.rightDiastolicMmHg, 90) &&
          isUnder(values.fastingGlucoseMmolL, 7)),
    },
  ],
} as const satisfies Form

export type HealthAssessmentValues = ValuesOf<typeof healthAssessment>

function pressureInOrder(side: 'left' | 'right', name: string): Check {
  return {
    code: `${side}-systolic-above-diastolic`,
    fields: [`${side}DiastolicMmHg`, `${side}SystolicMmHg`],
    severity: 'error',
    message: `${name}舒张压应低于收缩压，请核对是否填反。`,
    holds: (values) => isBelow(values, `${side}DiastolicMmHg`, `${side}SystolicMmHg`),
  }
}

function isUnder(value: unknown, limit: number): boolean {
  return typeof value !== 'number' || value < limit
}
