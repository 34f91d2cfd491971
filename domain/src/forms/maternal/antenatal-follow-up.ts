import { described } from '../examination/free-text.ts'
import type { Form } from '../form.ts'
import {
  diastolic,
  nextVisitAfterThis,
  questioned,
  systolic,
  systolicAboveDiastolic,
} from '../shared-fields.ts'
import {
  finding,
  gestationalWeeks,
  guidance,
  haemoglobin,
  maternalDangers,
  N3_MATERNAL,
  nextVisit,
  overall,
  referralFields,
  riskGrade,
} from './maternal-fields.ts'

const length = (code: string, name: string, max: number, [low, high]: readonly [number, number]) =>
  ({
    code,
    kind: 'number',
    name,
    unit: 'cm',
    decimals: 1,
    reject: { min: 5, max },
    ...questioned(name, 'cm', low, high),
  }) as const

/** 第2～5次产前随访服务记录表, a column a visit. Source: public-health-spec.md §7. */
export const antenatalFollowUp = {
  code: 'antenatal-follow-up',
  name: '第2～5次产前随访服务记录表',
  version: 1,
  source: `${N3_MATERNAL} 第2～5次产前随访服务记录表`,
  proves: ['antenatal-check'],
  concerns: 'pregnancy',
  sheet: 'visits-as-columns',
  sections: [
    {
      code: 'visit',
      name: '产科检查',
      fields: [
        gestationalWeeks,
        { code: 'complaint', kind: 'text', name: '主诉', maxLength: 200, need: 'expected' },
        {
          code: 'weightKg',
          measures: 'weightKg',
          kind: 'number',
          name: '体重',
          unit: 'kg',
          decimals: 1,
          reject: { min: 25, max: 200 },
          ...questioned('体重', 'kg', 38, 110),
          need: 'expected',
          startsLine: true,
        },
        { ...length('fundalHeightCm', '宫底高度', 50, [10, 42]), need: 'expected' },
        { ...length('abdominalGirthCm', '腹围', 180, [60, 130]), need: 'expected' },
        { code: 'fetalPosition', kind: 'text', name: '胎位', maxLength: 20 },
        {
          code: 'fetalHeartPerMinute',
          kind: 'integer',
          name: '胎心率',
          unit: '次/分',
          reject: { min: 40, max: 240 },
          warn: [
            { below: 110, message: '胎心率低于 110 次/分，请复测，异常立即转诊。' },
            { above: 160, message: '胎心率超过 160 次/分，请复测，异常立即转诊。' },
          ],
          need: 'expected',
        },
        { ...systolic, need: 'required' },
        { ...diastolic, need: 'required' },
        haemoglobin,
        {
          code: 'urineProtein',
          kind: 'choice',
          name: '尿蛋白',
          need: 'expected',
          options: [
            { code: 1, name: '阴性' },
            { code: 2, name: '±' },
            { code: 3, name: '+' },
            { code: 4, name: '++' },
            { code: 5, name: '+++及以上' },
          ],
        },
        { code: 'otherTests', kind: 'text', name: '其他辅助检查', maxLength: 200 },
      ],
    },
    {
      code: 'outcome',
      name: '分类与指导',
      fields: [
        { ...overall, name: '分类' },
        described('overallText', '异常情况', 'overall', 2),
        riskGrade,
        maternalDangers,
        ...guidance(['生活方式', '营养', '心理', '运动', '自我监测', '分娩准备', '母乳喂养']),
        ...referralFields,
        nextVisit,
      ],
    },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

const puerperal = [
  ...finding('generalState', '一般健康情况'),
  ...finding('mood', '一般心理状况'),
  { ...systolic, need: 'expected' },
  { ...diastolic, need: 'expected' },
  ...finding('breasts', '乳房'),
  ...finding('lochia', '恶露'),
  ...finding('uterus', '子宫'),
  ...finding('wound', '伤口'),
] as const

const days = [
  { code: 'endedOn', kind: 'date', name: '分娩日期', need: 'required' },
  { code: 'dischargedOn', kind: 'date', name: '出院日期', need: 'expected' },
] as const

/** 产后访视记录表. */
export const postpartumVisit = {
  code: 'postpartum-visit',
  name: '产后访视记录表',
  version: 1,
  source: `${N3_MATERNAL} 产后访视记录表`,
  proves: ['postpartum-visit'],
  concerns: 'pregnancy',
  sections: [
    {
      code: 'visit',
      name: '产妇情况',
      usual: 1,
      fields: [
        ...days,
        {
          code: 'temperatureC',
          measures: 'temperatureC',
          kind: 'number',
          name: '体温',
          unit: '℃',
          decimals: 1,
          reject: { min: 33, max: 43 },
          warn: [{ atOrAbove: 38, message: '体温达到 38 ℃，注意产褥感染。' }],
          need: 'expected',
        },
        ...puerperal,
        { code: 'other', kind: 'text', name: '其他', maxLength: 100 },
      ],
    },
    {
      code: 'outcome',
      name: '分类与指导',
      fields: [
        { ...overall, name: '分类' },
        described('overallText', '异常情况', 'overall', 2),
        ...guidance(['个人卫生', '心理', '营养', '母乳喂养', '新生儿护理与喂养']),
        ...referralFields,
        nextVisit,
      ],
    },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

/** 产后42天健康检查记录表. */
export const postpartum42DayCheck = {
  code: 'postpartum-42-day-check',
  name: '产后42天健康检查记录表',
  version: 1,
  source: `${N3_MATERNAL} 产后42天健康检查记录表`,
  proves: ['postpartum-42-day-check'],
  concerns: 'pregnancy',
  sections: [
    {
      code: 'visit',
      name: '产妇情况',
      usual: 1,
      fields: [...days, ...puerperal, { code: 'other', kind: 'text', name: '其他', maxLength: 100 }],
    },
    {
      code: 'outcome',
      name: '分类与处理',
      fields: [
        {
          code: 'recovery',
          kind: 'choice',
          name: '分类',
          need: 'required',
          options: [
            { code: 1, name: '已恢复' },
            { code: 2, name: '未恢复' },
          ],
        },
        described('recoveryText', '未恢复情况', 'recovery', 2),
        ...guidance(['心理保健', '性保健与避孕', '婴儿喂养', '产妇营养']),
        {
          code: 'disposal',
          kind: 'choice',
          name: '处理',
          need: 'required',
          options: [
            { code: 1, name: '结案' },
            { code: 2, name: '转诊' },
          ],
        },
        {
          code: 'referralReason',
          kind: 'text',
          name: '转诊原因',
          maxLength: 200,
          showWhen: { field: 'disposal', is: 2 },
          need: 'expected',
        },
        {
          code: 'referralInstitution',
          kind: 'text',
          name: '转诊机构及科室',
          maxLength: 100,
          showWhen: { field: 'disposal', is: 2 },
          need: 'expected',
        },
      ],
    },
  ],
  checks: [systolicAboveDiastolic],
} as const satisfies Form
