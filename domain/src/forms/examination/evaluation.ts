import type { Section } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { described } from './free-text.ts'

/** 健康体检表: 健康评价, 健康指导, 危险因素控制. Source: public-health-spec.md §3. */
export const evaluationSection = {
  code: 'evaluation',
  name: '健康评价与指导',
  fields: [
    {
      code: 'healthEvaluation',
      kind: 'choice',
      name: '健康评价',
      need: 'expected',
      options: [
        { code: 1, name: '体检无异常' },
        { code: 2, name: '有异常' },
      ],
    },
    {
      code: 'abnormalities',
      kind: 'rows',
      name: '异常',
      maxRows: 4,
      showWhen: { field: 'healthEvaluation', is: 2 },
      need: 'expected',
      columns: [{ code: 'finding', kind: 'text', name: '异常情况', maxLength: 100 }],
    },
    {
      code: 'healthGuidance',
      kind: 'choices',
      name: '健康指导',
      need: 'expected',
      options: [
        { code: 1, name: '纳入慢性病患者健康管理' },
        { code: 2, name: '建议复查' },
        { code: 3, name: '建议转诊' },
      ],
    },
    {
      code: 'riskControl',
      kind: 'choices',
      name: '危险因素控制',
      need: 'expected',
      options: [
        { code: 1, name: '戒烟' },
        { code: 2, name: '健康饮酒' },
        { code: 3, name: '饮食' },
        { code: 4, name: '锻炼' },
        { code: 5, name: '减体重' },
        { code: 6, name: '建议接种疫苗' },
        { code: 7, name: '其他' },
      ],
    },
    {
      code: 'targetWeightKg',
      kind: 'number',
      name: '减体重目标',
      unit: 'kg',
      decimals: 1,
      reject: { min: 0.5, max: 300 },
      ...questioned('减体重目标', 'kg', 35, 120),
      showWhen: { field: 'riskControl', is: 5 },
    },
    described('vaccineAdvice', '建议接种的疫苗', 'riskControl', 6),
    described('otherRiskControl', '其他危险因素控制', 'riskControl', 7),
  ],
} as const satisfies Section
