import { type Field, type Form, type FormValues, numberIn, type Section } from '../form.ts'
import { exactBmi, height, questioned, weight } from '../shared-fields.ts'
import {
  answerOfBmi,
  answerOfWaist,
  answerOptions,
  answerScale,
  constitutionQuestions,
} from './constitution-questions.ts'
import {
  constitutionCodes,
  constitutionFindings,
  constitutionScore,
  constitutions,
  judgeConstitution,
  questionCode,
} from './constitution-scoring.ts'

const questionFields: Field[] = constitutionQuestions.map((question, index) => ({
  code: questionCode(index + 1),
  kind: 'choice',
  name: `(${index + 1}) ${question.question}`,
  need: 'required',
  options: answerOptions(question),
  ...(question.note ? { note: question.note } : {}),
}))

const judgements = (balanced: boolean) => [
  { code: 1, name: '是' },
  { code: 2, name: balanced ? '基本是' : '倾向是' },
  { code: 3, name: '否' },
]

/** Score and judgement of each of the nine, in the order of the sheet. */
const scoreFields: Field[] = constitutionCodes.flatMap((code): Field[] => {
  const { name, questions } = constitutions[code]
  const isBalanced = code === 'balanced'
  const sum = isBalanced
    ? '(1)+(2)+(4)+(5)+(13)，其中(2)(4)(5)(13)反向计分（6－答分）'
    : questions.map((question) => `(${question})`).join('+')
  return [
    {
      code: `${code}Score`,
      kind: 'computed',
      name: `${name}得分`,
      unit: '分',
      decimals: 0,
      startsLine: true,
      formula: sum,
      compute: (values) => constitutionScore(code, values),
    },
    {
      code: `${code}Judgement`,
      kind: 'computed',
      name: `${name}辨识`,
      decimals: 0,
      formula: isBalanced
        ? '得分≥17 且其他 8 种均≤8 为是；得分≥17 且其他 8 种均≤10 为基本是；否则为否'
        : '≥11 为是，9～10 为倾向是，≤8 为否',
      options: judgements(isBalanced),
      compute: (values) => judgeConstitution(code, values),
    },
  ]
})

const measuredSection: Section = {
  code: 'measured',
  name: '体格测量',
  fields: [
    { ...height, copyable: true, beyondSheet: true },
    { ...weight, beyondSheet: true },
    {
      code: 'waistCm',
      kind: 'number',
      name: '腰围',
      unit: 'cm',
      decimals: 1,
      reject: { min: 30, max: 200 },
      ...questioned('腰围', 'cm', 55, 130),
      measures: 'waistCm',
      beyondSheet: true,
    },
  ],
}

const guidanceSection: Section = {
  code: 'guidance',
  name: '中医药保健指导',
  fields: [
    {
      code: 'guidance',
      kind: 'choices',
      name: '中医药保健指导',
      need: 'expected',
      options: [
        { code: 1, name: '情志调摄' },
        { code: 2, name: '饮食调养' },
        { code: 3, name: '起居调摄' },
        { code: 4, name: '运动保健' },
        { code: 5, name: '穴位保健' },
        { code: 6, name: '其他' },
      ],
    },
    {
      code: 'otherGuidance',
      kind: 'text',
      name: '其他指导',
      maxLength: 200,
      multiline: true,
      showWhen: { field: 'guidance', is: 6 },
    },
    {
      code: 'decidedConstitution',
      kind: 'choice',
      name: '医师判定的主要体质',
      beyondSheet: true,
      note: '得分相同或答案矛盾时由中医师判定；不填则按得分。',
      options: constitutionCodes.map((code) => ({
        code: constitutions[code].code,
        name: constitutions[code].name,
      })),
    },
  ],
}

/** 老年人中医药健康管理服务记录表（中医体质辨识）. Questions, scales and scoring: public-health-spec.md §13.1. */
export const tcmConstitution: Form = {
  code: 'tcm-constitution',
  name: '老年人中医药健康管理服务记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）中医药健康管理服务规范，附件 老年人中医药健康管理服务记录表',
  proves: ['tcm-constitution'],
  sections: [
    measuredSection,
    {
      code: 'questions',
      name: `请根据近一年的体验和感觉回答（${answerScale}）`,
      layout: 'grid',
      fields: questionFields,
    },
    { code: 'scores', name: '体质类型', fields: scoreFields },
    guidanceSection,
  ],
  checks: [
    {
      code: 'weight-answer-fits-index',
      fields: [questionCode(9), 'weightKg', 'heightCm'],
      severity: 'warning',
      message: '第 9 题的选择与身高、体重算出的体质指数不符，请核对。',
      holds: (values) => {
        const bmi = exactBmi(numberIn(values, 'weightKg'), numberIn(values, 'heightCm'))
        return bmi === null || fits(values, 9, answerOfBmi(bmi))
      },
    },
    {
      code: 'waist-answer-fits-waist',
      fields: [questionCode(28), 'waistCm'],
      severity: 'warning',
      message: '第 28 题的选择与腰围不符，请核对。',
      holds: (values) => {
        const waist = numberIn(values, 'waistCm')
        return waist === null || fits(values, 28, answerOfWaist(waist))
      },
    },
    {
      code: 'constitutions-do-not-contradict',
      fields: [questionCode(11), questionCode(26)],
      severity: 'warning',
      message: '阳虚质与阴虚质同时判定为“是”，相互矛盾，请复核答案。',
      holds: (values) => {
        const is = constitutionFindings(values)?.is ?? []
        return !(is.includes('yangDeficient') && is.includes('yinDeficient'))
      },
    },
  ],
}

function fits(values: FormValues, question: number, expected: number): boolean {
  const answer = numberIn(values, questionCode(question))
  return answer === null || answer === expected
}
