import type { Form } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { noOrYes } from '../shared-options.ts'

/**
 * 入户调查表: what is asked of a household at the first visit and once more when it changes; of its head, and said of
 * everybody in it. The codes of the surroundings are those of the personal basic-information form. Source: public-health-spec.md §2.3.
 */
export const householdSurvey = {
  code: 'household-survey',
  name: '家庭入户调查表',
  version: 1,
  about: 'household',
  source:
    '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，个人基本信息表 生活环境（表样为项目约定）',
  sections: [
    {
      code: 'family',
      name: '家庭情况',
      fields: [
        {
          code: 'residents',
          kind: 'integer',
          name: '常住人口',
          unit: '人',
          reject: { min: 1, max: 30 },
          ...questioned('常住人口', '人', null, 10),
          need: 'required',
          copyable: true,
        },
        {
          code: 'awayMembers',
          kind: 'integer',
          name: '外出半年以上',
          unit: '人',
          reject: { min: 0, max: 30 },
          ...questioned('外出半年以上', '人', null, 8),
          need: 'expected',
        },
        {
          code: 'groups',
          kind: 'choices',
          name: '家中有',
          noneCode: 1,
          need: 'expected',
          options: [
            { code: 1, name: '无重点人群' },
            { code: 2, name: '65岁及以上老人' },
            { code: 3, name: '0-6岁儿童' },
            { code: 4, name: '孕产妇' },
            { code: 5, name: '慢性病患者' },
            { code: 6, name: '残疾人' },
            { code: 7, name: '低保、特困、脱贫户' },
            { code: 8, name: '计生特殊家庭' },
            { code: 9, name: '长期卧床者' },
          ],
        },
        {
          code: 'chronicNotListed',
          kind: 'text',
          name: '未建档的慢性病患者',
          maxLength: 200,
          showWhen: { field: 'groups', is: 5 },
        },
        { code: 'familyHistory', kind: 'text', name: '家族史', maxLength: 200, copyable: true },
      ],
    },
    {
      code: 'surroundings',
      name: '生活环境',
      fields: [
        {
          code: 'kitchenExhaust',
          kind: 'choice',
          name: '厨房排风设施',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '油烟机' },
            { code: 3, name: '换气扇' },
            { code: 4, name: '烟囱' },
          ],
        },
        {
          code: 'fuel',
          kind: 'choice',
          name: '燃料类型',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '液化气' },
            { code: 2, name: '煤' },
            { code: 3, name: '天然气' },
            { code: 4, name: '沼气' },
            { code: 5, name: '柴火' },
            { code: 6, name: '其他' },
          ],
        },
        {
          code: 'water',
          kind: 'choice',
          name: '饮水',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '自来水' },
            { code: 2, name: '经净化过滤的水' },
            { code: 3, name: '井水' },
            { code: 4, name: '河湖水' },
            { code: 5, name: '塘水' },
            { code: 6, name: '其他' },
          ],
        },
        {
          code: 'toilet',
          kind: 'choice',
          name: '厕所',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '卫生厕所' },
            { code: 2, name: '一格或二格粪池式' },
            { code: 3, name: '马桶' },
            { code: 4, name: '露天粪坑' },
            { code: 5, name: '简易棚厕' },
          ],
        },
        {
          code: 'livestockPen',
          kind: 'choice',
          name: '禽畜栏',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '单设' },
            { code: 3, name: '室内' },
            { code: 4, name: '室外' },
          ],
        },
        { code: 'smokersAtHome', kind: 'choice', name: '家中有人吸烟', need: 'expected', options: noOrYes },
        {
          code: 'saltGramsPerMonth',
          kind: 'integer',
          name: '全家每月用盐',
          unit: '克',
          reject: { min: 0, max: 20_000 },
          ...questioned('全家每月用盐', '克', null, 3000),
        },
        { code: 'fallRisks', kind: 'text', name: '跌倒和用火用电隐患', maxLength: 200 },
      ],
    },
    {
      code: 'wishes',
      name: '服务需求',
      fields: [
        {
          code: 'knowsDoctor',
          kind: 'choice',
          name: '知道自己的家庭医生',
          need: 'expected',
          options: noOrYes,
        },
        {
          code: 'willingToSign',
          kind: 'choice',
          name: '签约意愿',
          need: 'expected',
          options: [
            { code: 1, name: '已签约' },
            { code: 2, name: '愿意签约' },
            { code: 3, name: '再考虑' },
            { code: 4, name: '不愿意' },
          ],
        },
        {
          code: 'whyNot',
          kind: 'text',
          name: '不愿意的原因',
          maxLength: 200,
          showWhen: { field: 'willingToSign', is: [3, 4] },
          need: 'expected',
        },
        { code: 'needs', kind: 'text', name: '希望得到的服务', maxLength: 300, multiline: true },
      ],
    },
  ],
  checks: [
    {
      code: 'away-within-household',
      fields: ['awayMembers', 'residents'],
      severity: 'warning',
      message: '外出人数多于常住人口，请核对。',
      holds: ({ awayMembers, residents }) =>
        typeof awayMembers !== 'number' || typeof residents !== 'number' || awayMembers <= residents,
    },
  ],
} as const satisfies Form
