import type { Form, ValuesOf } from '../form.ts'
import {
  diastolic,
  nextVisit,
  nextVisitAfterThis,
  systolic,
  systolicAboveDiastolic,
} from '../shared-fields.ts'
import { noOrYes } from '../shared-options.ts'

const of = (...codes: number[]) => ({ field: 'groups', is: codes }) as const

/** 重点人群年度走访记录表: follow-up and education of those whom no sheet of the specification follows. */
export const yearlyHomeVisit = {
  code: 'yearly-home-visit',
  name: '重点人群年度走访记录表',
  version: 1,
  source: '家庭医生签约服务方案：残疾人、计生特殊家庭、孤寡老人每年至少1次随访与健康教育（表样为项目约定）',
  proves: ['yearly-home-visit'],
  sections: [
    {
      code: 'group',
      name: '走访对象',
      fields: [
        {
          code: 'groups',
          kind: 'choices',
          name: '对象类别',
          need: 'required',
          copyable: true,
          options: [
            { code: 1, name: '残疾人' },
            { code: 2, name: '计生特殊家庭' },
            { code: 3, name: '孤寡、独居老人' },
            { code: 4, name: '建档立卡脱贫、低保、特困' },
            { code: 5, name: '肿瘤维持治疗' },
            { code: 6, name: '长期卧床' },
            { code: 7, name: '其他' },
          ],
        },
        {
          code: 'living',
          kind: 'choice',
          name: '居住情况',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '独居' },
            { code: 2, name: '与配偶' },
            { code: 3, name: '与子女或亲属' },
            { code: 4, name: '机构' },
          ],
        },
        { code: 'carer', kind: 'text', name: '照护人及电话', maxLength: 60, copyable: true },
      ],
    },
    {
      code: 'health',
      name: '健康状况',
      fields: [
        { ...systolic, need: 'expected' },
        { ...diastolic, need: 'expected' },
        { code: 'complaint', kind: 'text', name: '主诉和现患疾病', maxLength: 200, multiline: true },
        {
          code: 'selfCare',
          kind: 'choice',
          name: '生活自理',
          need: 'expected',
          options: [
            { code: 1, name: '可自理' },
            { code: 2, name: '轻度依赖' },
            { code: 3, name: '中度依赖' },
            { code: 4, name: '不能自理' },
          ],
        },
        {
          code: 'mood',
          kind: 'choice',
          name: '情绪',
          need: 'expected',
          options: [
            { code: 1, name: '良好' },
            { code: 2, name: '一般' },
            { code: 3, name: '低落' },
          ],
        },
      ],
    },
    {
      code: 'disabled',
      name: '残疾人',
      fields: [
        {
          code: 'disabilityGrade',
          kind: 'choice',
          name: '残疾等级',
          showWhen: of(1),
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '一级' },
            { code: 2, name: '二级' },
            { code: 3, name: '三级' },
            { code: 4, name: '四级' },
          ],
        },
        {
          code: 'rehabilitationNeed',
          kind: 'choice',
          name: '需要康复训练',
          showWhen: of(1),
          need: 'expected',
          options: noOrYes,
        },
      ],
    },
    {
      code: 'cancer',
      name: '肿瘤维持治疗',
      fields: [
        {
          code: 'cancerKind',
          kind: 'text',
          name: '肿瘤名称',
          maxLength: 60,
          showWhen: of(5),
          need: 'expected',
          copyable: true,
        },
        {
          code: 'cancerTreatment',
          kind: 'choices',
          name: '目前治疗',
          showWhen: of(5),
          need: 'expected',
          options: [
            { code: 1, name: '口服靶向或内分泌药' },
            { code: 2, name: '化疗间歇期' },
            { code: 3, name: '镇痛' },
            { code: 4, name: '中医药' },
            { code: 5, name: '仅观察' },
          ],
        },
        {
          code: 'painScore',
          kind: 'integer',
          name: '疼痛评分（0～10）',
          unit: '分',
          reject: { min: 0, max: 10 },
          showWhen: of(5),
          need: 'expected',
          warn: [{ atOrAbove: 7, message: '重度疼痛，请当日联系上级医院调整镇痛。' }],
        },
        {
          code: 'karnofsky',
          kind: 'integer',
          name: '功能状态（KPS）',
          unit: '分',
          reject: { min: 0, max: 100 },
          showWhen: of(5),
        },
      ],
    },
    {
      code: 'bed-ridden',
      name: '长期卧床',
      fields: [
        {
          code: 'pressureSore',
          kind: 'choice',
          name: '压疮',
          showWhen: of(6),
          need: 'expected',
          options: [
            { code: 0, name: '无' },
            { code: 1, name: '1期' },
            { code: 2, name: '2期' },
            { code: 3, name: '3期' },
            { code: 4, name: '4期' },
          ],
        },
        {
          code: 'tubes',
          kind: 'choices',
          name: '管路',
          showWhen: of(6),
          noneCode: 1,
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '鼻饲管' },
            { code: 3, name: '导尿管' },
            { code: 4, name: '气管切开' },
            { code: 5, name: '其他' },
          ],
        },
        {
          code: 'homeBedWanted',
          kind: 'choice',
          name: '需要家庭病床',
          showWhen: of(6),
          options: noOrYes,
        },
      ],
    },
    {
      code: 'service',
      name: '健康教育与帮扶',
      fields: [
        {
          code: 'education',
          kind: 'choices',
          name: '健康教育内容',
          need: 'required',
          options: [
            { code: 1, name: '合理膳食' },
            { code: 2, name: '用药安全' },
            { code: 3, name: '防跌倒、防意外' },
            { code: 4, name: '心理关怀' },
            { code: 5, name: '慢性病预防' },
            { code: 6, name: '康复与护理' },
            { code: 7, name: '救助和医保政策' },
          ],
        },
        { code: 'needs', kind: 'text', name: '服务需求', maxLength: 200, multiline: true },
        {
          code: 'done',
          kind: 'text',
          name: '本次提供的服务',
          maxLength: 200,
          multiline: true,
          need: 'expected',
        },
        nextVisit,
      ],
    },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

export type YearlyHomeVisit = ValuesOf<typeof yearlyHomeVisit>
