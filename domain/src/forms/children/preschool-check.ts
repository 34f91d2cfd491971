import type { Form, FormValues, Subject } from '../form.ts'
import { nextVisitAfterThis, questioned } from '../shared-fields.ts'
import {
  finding,
  growthFields,
  guidanceText,
  haemoglobin,
  hearing,
  illnessFields,
  nextVisit,
  nutritionIn,
  referralFields,
  warningSignField,
} from './child-fields.ts'
import { growthQuestions } from './growth-questions.ts'

const bodyOptions = [
  { code: 1, name: '正常' },
  { code: 2, name: '低体重' },
  { code: 3, name: '消瘦' },
  { code: 4, name: '生长迟缓' },
  { code: 5, name: '超重' },
] as const

/** 体格发育评价 of the sheet: the first that holds in its order; obesity counts as overweight here. */
function bodyAssessment(values: FormValues, about: Subject): number | null {
  if (values.weightKg === undefined || values.heightCm === undefined || about.sex === 'unknown') return null
  const found = nutritionIn(values, about).join(' ')
  if (found.includes('underweight')) return 2
  if (found.includes('wasted')) return 3
  if (found.includes('stunted')) return 4
  return found.includes('obese') || found.includes('overweight') ? 5 : 1
}

const vision = (code: 'leftVision' | 'rightVision', name: string) =>
  ({
    code,
    kind: 'number',
    name,
    unit: '',
    decimals: 1,
    reject: { min: 0, max: 5.3 },
    ...questioned(name, '（五分记录）', 4, null),
    need: 'expected',
    showWhen: { ageMonths: { from: 48 } },
    note: '五分记录；4 岁不低于 4.8，5 岁起不低于 4.9 为正常。',
  }) as const

/** 眼保健: looked at at every one of the thirteen ages, though this sheet has no box for it. Source: public-health-spec.md §6.1. */
const eyes = finding('eyes', '眼外观').map((field) => ({ ...field, beyondSheet: true }) as const)

/** 3～6岁儿童健康检查记录表: at 3, 4, 5 and 6 years, a column each. Source: public-health-spec.md §6.2. */
export const preschoolCheck = {
  code: 'child-check-3-6-years',
  name: '3～6岁儿童健康检查记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）0～6岁儿童健康管理服务规范，附件 3～6岁儿童健康检查记录表',
  proves: ['child-health-check'],
  forAgeMonths: { from: 36 },
  sheet: 'visits-as-columns',
  sections: [
    {
      code: 'growth',
      name: '体格生长',
      fields: [
        ...growthFields,
        {
          code: 'bodyAssessment',
          kind: 'computed',
          name: '体格发育评价',
          decimals: 0,
          startsLine: true,
          formula: 'WS/T 423—2022：年龄别体重、身高低于 -2SD，BMI 低于 -2SD 或不低于 +1SD',
          options: bodyOptions,
          compute: bodyAssessment,
        },
      ],
    },
    {
      code: 'senses',
      name: '听力与视力',
      fields: [
        ...eyes,
        {
          ...hearing,
          need: 'expected',
          showWhen: { ageMonths: { before: 48 } },
          note: '3 岁行为听力筛查。',
        },
        vision('leftVision', '左眼视力'),
        vision('rightVision', '右眼视力'),
      ],
    },
    {
      code: 'signs',
      name: '体格检查',
      usual: 1,
      fields: [
        {
          code: 'teeth',
          kind: 'integer',
          name: '牙数',
          unit: '颗',
          reject: { min: 0, max: 28 },
          ...questioned('牙数', '颗', 16, 24),
          startsLine: true,
        },
        {
          code: 'cariousTeeth',
          kind: 'integer',
          name: '龋齿数',
          unit: '颗',
          reject: { min: 0, max: 28 },
          ...questioned('龋齿数', '颗', null, 10),
          need: 'expected',
        },
        ...finding('chest', '胸部'),
        ...finding('abdomen', '腹部'),
        { ...haemoglobin, need: 'expected', showWhen: { ageMonths: { from: 48 } } },
        { code: 'otherFindings', kind: 'text', name: '其他', maxLength: 100 },
      ],
    },
    {
      code: 'care',
      name: '发育与患病',
      fields: [
        warningSignField('warningSigns3y'),
        warningSignField('warningSigns4y'),
        warningSignField('warningSigns5y'),
        warningSignField('warningSigns6y'),
        ...illnessFields,
      ],
    },
    {
      code: 'outcome',
      name: '转诊与指导',
      fields: [
        ...referralFields,
        {
          code: 'guidance',
          kind: 'choices',
          name: '指导',
          need: 'expected',
          options: [
            { code: 1, name: '合理膳食' },
            { code: 2, name: '生长发育' },
            { code: 3, name: '疾病预防' },
            { code: 4, name: '预防意外伤害' },
            { code: 5, name: '口腔保健' },
            { code: 6, name: '其他' },
          ],
        },
        guidanceText,
        nextVisit,
      ],
    },
  ],
  checks: [nextVisitAfterThis, ...growthQuestions(['weight', 'height'])],
} as const satisfies Form
