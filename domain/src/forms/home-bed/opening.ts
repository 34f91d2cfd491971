import type { Form, ValuesOf } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { noOrYes } from '../shared-options.ts'

/** 家庭病床建床记录. Risk is told first and both sides agree. Source: S2 篇三六3, 附件2; requirements R194, R195. */
export const homeBedOpening = {
  code: 'home-bed-opening',
  name: '家庭病床建床记录',
  version: 1,
  source: '家庭医生签约服务方案：家庭病床由乡镇团队开设，先告知风险，双方同意（表样为项目约定）',
  proves: ['home-bed'],
  sections: [
    {
      code: 'application',
      name: '建床申请与评估',
      fields: [
        { code: 'bedNumber', kind: 'text', name: '病床号', maxLength: 20, need: 'expected' },
        { code: 'diagnosis', kind: 'text', name: '诊断', maxLength: 100, need: 'required' },
        {
          code: 'reason',
          kind: 'choice',
          name: '建床原因',
          need: 'required',
          options: [
            { code: 1, name: '长期卧床，需连续治疗' },
            { code: 2, name: '出院后需继续治疗和康复' },
            { code: 3, name: '慢性病急性加重，病情稳定适合在家' },
            { code: 4, name: '晚期肿瘤，支持和减轻痛苦' },
            { code: 5, name: '其他' },
          ],
        },
        {
          code: 'condition',
          kind: 'text',
          name: '病情摘要',
          maxLength: 400,
          multiline: true,
          need: 'required',
        },
        {
          code: 'homeSuitable',
          kind: 'choice',
          name: '家庭条件适合建床',
          need: 'required',
          options: noOrYes,
        },
        { code: 'carer', kind: 'text', name: '照护人', maxLength: 30, need: 'required' },
        { code: 'carerPhone', kind: 'text', name: '照护人电话', maxLength: 20 },
      ],
    },
    {
      code: 'consent',
      name: '告知与同意',
      fields: [
        { code: 'riskTold', kind: 'choice', name: '已告知风险', need: 'required', options: noOrYes },
        { code: 'agreed', kind: 'choice', name: '双方同意建床', need: 'required', options: noOrYes },
        { code: 'signedBy', kind: 'text', name: '签字人', maxLength: 30, need: 'required' },
      ],
    },
    {
      code: 'plan',
      name: '治疗与查床安排',
      fields: [
        {
          code: 'roundEveryDays',
          kind: 'integer',
          name: '查床间隔',
          unit: '天',
          reject: { min: 1, max: 60 },
          ...questioned('查床间隔', '天', null, 30),
          note: '不填则按政策规定的间隔。',
        },
        { code: 'expectedClosingOn', kind: 'date', name: '预计撤床日期', mayBeAfterVisit: true },
        {
          code: 'plan',
          kind: 'text',
          name: '诊疗和护理计划',
          maxLength: 400,
          multiline: true,
          need: 'expected',
        },
      ],
    },
  ],
  checks: [
    {
      code: 'risk-told-and-agreed',
      fields: ['agreed', 'riskTold'],
      severity: 'error',
      message: '家庭病床须先告知风险并经双方同意，否则不能建床。',
      holds: ({ agreed, riskTold }) => agreed === 2 && riskTold === 2,
    },
    {
      code: 'home-suitable',
      fields: ['homeSuitable'],
      severity: 'error',
      message: '家庭条件不适合建床的，请安排其他服务。',
      holds: ({ homeSuitable }) => homeSuitable === 2,
    },
  ],
} as const satisfies Form

export type HomeBedOpening = ValuesOf<typeof homeBedOpening>
