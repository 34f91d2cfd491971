import type { Section } from '../form.ts'
import { bmi, diastolic, height, questioned, systolic, temperature, weight } from '../shared-fields.ts'
import { described } from './free-text.ts'

/** 健康体检表: 症状 and 一般状况. Source: public-health-spec.md §3. */

export const symptomSection = {
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
        { code: 2, name: '头痛' },
        { code: 3, name: '头晕' },
        { code: 4, name: '心悸' },
        { code: 5, name: '胸闷' },
        { code: 6, name: '胸痛' },
        { code: 7, name: '慢性咳嗽' },
        { code: 8, name: '咳痰' },
        { code: 9, name: '呼吸困难' },
        { code: 10, name: '多饮' },
        { code: 11, name: '多尿' },
        { code: 12, name: '体重下降' },
        { code: 13, name: '乏力' },
        { code: 14, name: '关节肿痛' },
        { code: 15, name: '视力模糊' },
        { code: 16, name: '手脚麻木' },
        { code: 17, name: '尿急' },
        { code: 18, name: '尿痛' },
        { code: 19, name: '便秘' },
        { code: 20, name: '腹泻' },
        { code: 21, name: '恶心呕吐' },
        { code: 22, name: '眼花' },
        { code: 23, name: '耳鸣' },
        { code: 24, name: '乳房胀痛' },
        { code: 25, name: '其他' },
      ],
    },
    described('otherSymptoms', '其他症状', 'symptoms', 25),
  ],
} as const satisfies Section

export const generalConditionSection = {
  code: 'general-condition',
  name: '一般状况',
  fields: [
    { ...temperature, need: 'expected' },
    {
      code: 'pulsePerMinute',
      kind: 'integer',
      name: '脉率',
      unit: '次/分',
      reject: { min: 20, max: 250 },
      need: 'expected',
      warn: [
        { above: 100, message: '脉率超过 100 次/分，请复测。' },
        { below: 50, message: '脉率低于 50 次/分，请复测。' },
      ],
    },
    {
      code: 'respirationPerMinute',
      kind: 'integer',
      name: '呼吸频率',
      unit: '次/分',
      reject: { min: 5, max: 80 },
      ...questioned('呼吸频率', '次/分', 10, 30),
      need: 'expected',
    },
    { ...systolic, code: 'leftSystolicMmHg', name: '左侧收缩压', need: 'expected' },
    { ...diastolic, code: 'leftDiastolicMmHg', name: '左侧舒张压', need: 'expected' },
    { ...systolic, code: 'rightSystolicMmHg', measures: 'rightSystolicMmHg', name: '右侧收缩压' },
    { ...diastolic, code: 'rightDiastolicMmHg', measures: 'rightDiastolicMmHg', name: '右侧舒张压' },
    { ...height, need: 'expected' },
    { ...weight, need: 'expected' },
    {
      code: 'waistCm',
      measures: 'waistCm',
      kind: 'number',
      name: '腰围',
      unit: 'cm',
      decimals: 1,
      reject: { min: 30, max: 200 },
      ...questioned('腰围', 'cm', 50, 130),
      steadyWithin: 12,
      nearLastBy: 1,
      need: 'expected',
    },
    bmi,
  ],
} as const satisfies Section
