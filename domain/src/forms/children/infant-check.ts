import type { Form } from '../form.ts'
import { nextVisitAfterThis, questioned } from '../shared-fields.ts'
import { absentOrPresent } from '../shared-options.ts'
import {
  finding,
  growthFields,
  guidanceText,
  haemoglobin,
  headFields,
  hearing,
  illnessFields,
  infantGuidance,
  nextVisit,
  outdoorAndVitaminD,
  referralFields,
  warningSignField,
} from './child-fields.ts'
import { growthQuestions } from './growth-questions.ts'

const N3_CHILD = '国家基本公共卫生服务规范（第三版）0～6岁儿童健康管理服务规范，附件'

const complexion = {
  code: 'complexion',
  kind: 'choice',
  name: '面色',
  need: 'expected',
  options: [
    { code: 1, name: '红润' },
    { code: 2, name: '其他' },
  ],
} as const

const fontanelle = [
  {
    code: 'fontanelle',
    kind: 'choice',
    name: '前囟',
    need: 'expected',
    options: [
      { code: 1, name: '闭合' },
      { code: 2, name: '未闭' },
    ],
  },
  {
    code: 'fontanelleCm',
    kind: 'text',
    name: '前囟大小',
    maxLength: 20,
    showWhen: { field: 'fontanelle', is: 2 },
    note: '长×宽，单位 cm。',
  },
] as const

/** 1～8月龄儿童健康检查记录表: 满月, 3, 6 and 8 months, a column each. */
export const infantCheck = {
  code: 'child-check-1-8-months',
  name: '1～8月龄儿童健康检查记录表',
  version: 1,
  source: `${N3_CHILD} 1～8月龄儿童健康检查记录表`,
  proves: ['child-health-check'],
  forAgeMonths: { before: 12 },
  sheet: 'visits-as-columns',
  sections: [
    { code: 'growth', name: '体格生长', fields: [...growthFields, ...headFields] },
    {
      code: 'signs',
      name: '体格检查',
      usual: 1,
      fields: [
        complexion,
        ...finding('skin', '皮肤'),
        {
          code: 'neckMass',
          kind: 'choice',
          name: '颈部包块',
          options: absentOrPresent,
          need: 'expected',
          showWhen: { ageMonths: { before: 6 } },
        },
        ...finding('eyes', '眼睛'),
        ...finding('ears', '耳外观'),
        ...finding('mouth', '口腔', { before: 6 }),
        {
          code: 'teeth',
          kind: 'integer',
          name: '出牙数',
          unit: '颗',
          reject: { min: 0, max: 20 },
          ...questioned('出牙数', '颗', null, 20),
          showWhen: { ageMonths: { from: 6 } },
          need: 'expected',
        },
        ...finding('chest', '胸部'),
        ...finding('abdomen', '腹部'),
        ...finding('limbs', '四肢'),
        {
          code: 'ricketsSymptoms',
          kind: 'choices',
          name: '可疑佝偻病症状',
          noneCode: 1,
          need: 'expected',
          showWhen: { ageMonths: { from: 3 } },
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '夜惊' },
            { code: 3, name: '多汗' },
            { code: 4, name: '烦躁' },
          ],
        },
        {
          code: 'ricketsSigns',
          kind: 'choices',
          name: '可疑佝偻病体征',
          noneCode: 1,
          need: 'expected',
          showWhen: { ageMonths: { from: 3 } },
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '颅骨软化' },
            { code: 3, name: '方颅' },
            { code: 4, name: '枕秃' },
            { code: 5, name: '肋串珠' },
            { code: 6, name: '肋软骨沟' },
            { code: 7, name: '鸡胸' },
            { code: 8, name: '手足镯' },
          ],
        },
        ...finding('genitals', '肛门/外生殖器'),
      ],
    },
    {
      code: 'tests',
      name: '前囟、脐部、听力与血红蛋白',
      fields: [
        ...fontanelle,
        {
          code: 'umbilicus',
          kind: 'choice',
          name: '脐部',
          need: 'expected',
          showWhen: { ageMonths: { before: 3 } },
          options: [
            { code: 1, name: '未脱' },
            { code: 2, name: '脱落' },
            { code: 3, name: '脐部有渗出' },
            { code: 4, name: '其他' },
          ],
        },
        {
          ...hearing,
          need: 'expected',
          showWhen: { ageMonths: { from: 6, before: 8 } },
          note: '6 月龄行为听力筛查。',
        },
        { ...haemoglobin, need: 'expected', showWhen: { ageMonths: { from: 6 } }, note: '6～8 月龄查一次。' },
      ],
    },
    {
      code: 'care',
      name: '养育与发育',
      fields: [
        ...outdoorAndVitaminD,
        warningSignField('warningSigns3m'),
        warningSignField('warningSigns6m'),
        warningSignField('warningSigns8m'),
        ...illnessFields,
      ],
    },
    {
      code: 'outcome',
      name: '转诊与指导',
      fields: [...referralFields, infantGuidance, guidanceText, nextVisit],
    },
  ],
  checks: [nextVisitAfterThis, ...growthQuestions(['weight', 'height', 'head'])],
} as const satisfies Form

/** 12～30月龄儿童健康检查记录表: 12, 18, 24 and 30 months, a column each. */
export const toddlerCheck = {
  code: 'child-check-12-30-months',
  name: '12～30月龄儿童健康检查记录表',
  version: 1,
  source: `${N3_CHILD} 12～30月龄儿童健康检查记录表`,
  proves: ['child-health-check'],
  forAgeMonths: { from: 12, before: 36 },
  sheet: 'visits-as-columns',
  sections: [
    { code: 'growth', name: '体格生长', fields: [...growthFields, ...headFields] },
    {
      code: 'signs',
      name: '体格检查',
      usual: 1,
      fields: [
        complexion,
        ...finding('skin', '皮肤'),
        ...finding('eyes', '眼睛'),
        ...finding('ears', '耳外观'),
        {
          code: 'teeth',
          kind: 'integer',
          name: '出牙数',
          unit: '颗',
          reject: { min: 0, max: 24 },
          ...questioned('出牙数', '颗', null, 20),
          startsLine: true,
        },
        {
          code: 'cariousTeeth',
          kind: 'integer',
          name: '龋齿数',
          unit: '颗',
          reject: { min: 0, max: 24 },
          ...questioned('龋齿数', '颗', null, 8),
          need: 'expected',
        },
        ...finding('chest', '胸部'),
        ...finding('abdomen', '腹部'),
        ...finding('limbs', '四肢'),
        ...finding('gait', '步态', { from: 18 }),
        {
          code: 'ricketsSigns',
          kind: 'choices',
          name: '可疑佝偻病体征',
          noneCode: 1,
          need: 'expected',
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '“O”型腿' },
            { code: 3, name: '“X”型腿' },
          ],
        },
      ],
    },
    {
      code: 'tests',
      name: '前囟、听力与血红蛋白',
      fields: [
        ...fontanelle,
        {
          ...hearing,
          need: 'expected',
          showWhen: {
            any: [{ ageMonths: { from: 12, before: 18 } }, { ageMonths: { from: 24, before: 30 } }],
          },
          note: '12、24 月龄行为听力筛查。',
        },
        {
          ...haemoglobin,
          need: 'expected',
          showWhen: {
            any: [{ ageMonths: { from: 18, before: 24 } }, { ageMonths: { from: 30 } }],
          },
          note: '18、30 月龄各查一次。',
        },
      ],
    },
    {
      code: 'care',
      name: '养育与发育',
      fields: [
        ...outdoorAndVitaminD,
        warningSignField('warningSigns12m'),
        warningSignField('warningSigns18m'),
        warningSignField('warningSigns24m'),
        warningSignField('warningSigns30m'),
        ...illnessFields,
      ],
    },
    {
      code: 'outcome',
      name: '转诊与指导',
      fields: [...referralFields, infantGuidance, guidanceText, nextVisit],
    },
  ],
  checks: [nextVisitAfterThis, ...growthQuestions(['weight', 'height', 'head'])],
} as const satisfies Form
