import { regimens, specialConditions, type VaccineCode, vaccines } from '../../vaccination/vaccines.ts'
import type { Form } from '../form.ts'
import { absentOrPresent, negativeOrPositive } from '../shared-options.ts'

const catalogue = (Object.keys(vaccines) as VaccineCode[]).map((code) => ({
  code,
  name: vaccines[code].name,
}))

/** 预防接种记录: the doses of one visit, or those that the booklet (预防接种证) tells of. Source: N3-03; NIP2026. */
export const vaccinationRecord = {
  code: 'vaccination',
  name: '预防接种记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）预防接种服务规范；国家免疫规划疫苗儿童免疫程序（2026年版）',
  proves: ['vaccination'],
  concerns: 'vaccination',
  sections: [
    {
      code: 'before',
      name: '接种前询问',
      fields: [
        {
          code: 'contraindications',
          kind: 'choices',
          name: '健康状况与禁忌',
          noneCode: 1,
          need: 'expected',
          options: [
            { code: 1, name: '无禁忌' },
            { code: 2, name: '发热或急性疾病' },
            { code: 3, name: '对疫苗成分过敏' },
            { code: 4, name: '免疫缺陷或使用免疫抑制剂' },
            { code: 5, name: '未控制的癫痫或脑病' },
            { code: 6, name: '上次接种有严重反应' },
          ],
        },
        {
          code: 'specialConditions',
          kind: 'choices',
          name: '影响程序的情况',
          noneCode: specialConditions.none,
          beyondSheet: true,
          note: '填写一次即可，以后按此推算。',
          options: [
            { code: specialConditions.none, name: '无' },
            { code: specialConditions.lowBirthWeight, name: regimens['low-birth-weight'] },
            { code: specialConditions.hivExposed, name: 'HIV感染母亲所生' },
          ],
        },
        {
          code: 'skinTest',
          kind: 'choice',
          name: '结核菌素试验（PPD）',
          options: negativeOrPositive,
          showWhen: { ageMonths: { from: 3, before: 48 } },
          note: '满 3 月龄补种卡介苗前须为阴性。',
        },
        { code: 'bookletOn', kind: 'date', name: '预防接种证建证日期', note: '出生后 1 个月内建证。' },
        { code: 'immunoglobulinOn', kind: 'date', name: '最近一次使用免疫球蛋白日期' },
        {
          code: 'consent',
          kind: 'choice',
          name: '监护人知情同意',
          need: 'expected',
          options: [
            { code: 1, name: '同意' },
            { code: 2, name: '不同意' },
          ],
        },
      ],
    },
    {
      code: 'doses',
      name: '接种剂次',
      fields: [
        {
          code: 'doses',
          kind: 'rows',
          name: '接种剂次',
          maxRows: 30,
          note: '补录接种证上的剂次时逐条填写原接种日期。',
          columns: [
            { code: 'vaccine', kind: 'choice', name: '疫苗', options: catalogue, need: 'required' },
            { code: 'givenOn', kind: 'date', name: '接种日期', need: 'required' },
            { code: 'lotNumber', kind: 'text', name: '批号', maxLength: 30 },
            {
              code: 'site',
              kind: 'choice',
              name: '部位',
              options: [
                { code: 1, name: '左上臂' },
                { code: 2, name: '右上臂' },
                { code: 3, name: '左大腿' },
                { code: 4, name: '右大腿' },
                { code: 5, name: '口服' },
              ],
            },
            { code: 'manufacturer', kind: 'text', name: '生产企业', maxLength: 30 },
            { code: 'institution', kind: 'text', name: '接种单位', maxLength: 40 },
          ],
        },
      ],
    },
    {
      code: 'after',
      name: '接种后',
      fields: [
        {
          code: 'observed',
          kind: 'choice',
          name: '留观30分钟',
          need: 'expected',
          options: [
            { code: 1, name: '已留观' },
            { code: 2, name: '未留观' },
          ],
        },
        {
          code: 'reaction',
          kind: 'choice',
          name: '疑似预防接种异常反应',
          options: absentOrPresent,
          need: 'expected',
        },
        {
          code: 'reactionText',
          kind: 'text',
          name: '反应表现与处理',
          maxLength: 200,
          showWhen: { field: 'reaction', is: 2 },
          need: 'expected',
        },
        { code: 'deferredBecause', kind: 'text', name: '未种或暂缓原因', maxLength: 200 },
      ],
    },
  ],
  checks: [
    {
      code: 'given-in-spite-of-contraindication',
      fields: ['doses', 'contraindications'],
      severity: 'warning',
      message: '询问有禁忌或急性疾病，而当日有接种，请核对。',
      holds: ({ contraindications, doses }, { performedOn }) =>
        !Array.isArray(contraindications) ||
        contraindications.every((code) => code === 1) ||
        !Array.isArray(doses) ||
        doses.every((dose) => (dose as { givenOn?: unknown }).givenOn !== performedOn),
    },
    {
      code: 'doses-or-a-reason',
      fields: ['doses', 'deferredBecause'],
      severity: 'error',
      message: '请填写接种剂次；没有接种的，写明未种或暂缓原因。',
      holds: ({ doses, deferredBecause }) => doses !== undefined || deferredBecause !== undefined,
    },
  ],
} as const satisfies Form
