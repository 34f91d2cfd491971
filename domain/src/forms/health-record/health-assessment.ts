import { elderlySection } from '../examination/elderly.ts'
import { evaluationSection } from '../examination/evaluation.ts'
import { generalConditionSection, symptomSection } from '../examination/general-condition.ts'
import { healthProblemSection, treatmentSection } from '../examination/health-problems.ts'
import { furtherLaboratorySection, laboratorySection } from '../examination/laboratory.ts'
import { lifestyleSection } from '../examination/lifestyle.ts'
import { organSection } from '../examination/organs.ts'
import { furtherPhysicalSection, physicalSection } from '../examination/physical.ts'
import type { Check, Form, Section, ValuesOf } from '../form.ts'
import { isBelow } from '../shared-fields.ts'

/** 个性化健康方案: what the year is to reach and who does what. Source: S0 篇1三(三), 篇3三(四)1; requirements R146–R149. */
const planSection = {
  code: 'plan',
  name: '个性化健康方案',
  fields: [
    {
      code: 'mainProblems',
      kind: 'text',
      name: '主要健康问题',
      maxLength: 400,
      multiline: true,
      need: 'expected',
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'goalSystolicMmHg',
      kind: 'integer',
      name: '收缩压目标',
      unit: 'mmHg',
      reject: { min: 90, max: 180 },
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'goalDiastolicMmHg',
      kind: 'integer',
      name: '舒张压目标',
      unit: 'mmHg',
      reject: { min: 50, max: 110 },
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'goalFastingGlucoseMmolL',
      kind: 'number',
      name: '空腹血糖目标',
      unit: 'mmol/L',
      decimals: 1,
      reject: { min: 4, max: 12 },
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'goalWaistCm',
      kind: 'number',
      name: '腰围目标',
      unit: 'cm',
      decimals: 1,
      reject: { min: 40, max: 150 },
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'dietPlan',
      kind: 'text',
      name: '饮食安排',
      maxLength: 200,
      multiline: true,
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'exercisePlan',
      kind: 'text',
      name: '运动安排',
      maxLength: 200,
      multiline: true,
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'medicationPlan',
      kind: 'text',
      name: '用药安排',
      maxLength: 200,
      multiline: true,
      beyondSheet: true,
      copyable: true,
    },
    {
      code: 'plannedServices',
      kind: 'rows',
      name: '全年服务安排',
      maxRows: 12,
      beyondSheet: true,
      copyable: true,
      columns: [
        { code: 'service', kind: 'text', name: '服务内容', maxLength: 60 },
        { code: 'timesPerYear', kind: 'integer', name: '每年次数', unit: '次', reject: { min: 1, max: 365 } },
        { code: 'by', kind: 'text', name: '负责人', maxLength: 30 },
      ],
    },
    {
      code: 'planAgreed',
      kind: 'choice',
      name: '居民是否同意方案',
      need: 'expected',
      beyondSheet: true,
      options: [
        { code: 1, name: '是' },
        { code: 2, name: '否' },
      ],
    },
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
 * 健康评估与个性化健康方案: the national examination form (健康体检表) with the plan for the year that the agreement
 * promises. Boxes, order and codes: public-health-spec.md §3, §8.
 */
export const healthAssessment = {
  code: 'health-assessment',
  name: '健康评估与个性化健康方案',
  version: 1,
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
    planSection,
  ],
  checks: [
    pressureInOrder('left', '左侧'),
    pressureInOrder('right', '右侧'),
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
