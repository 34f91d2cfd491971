import type { Form } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { harmFields, lockedUp, psychiatricSymptoms, treatmentEffect } from './shared-options.ts'

const phone = { kind: 'text', maxLength: 20 } as const

/** 严重精神障碍患者个人信息补充表. Boxes and codes: public-health-spec.md §11. */
export const severeMentalDisorderSupplement = {
  code: 'severe-mental-disorder-supplement',
  name: '严重精神障碍患者个人信息补充表',
  version: 1,
  source:
    '国家基本公共卫生服务规范（第三版）严重精神障碍患者管理服务规范，附件 严重精神障碍患者个人信息补充表',
  proves: ['severe-mental-disorder-assessment'],
  protection: 'severe-mental-disorder',
  sections: [
    {
      code: 'guardian',
      name: '监护人与联系人',
      fields: [
        {
          code: 'guardianName',
          kind: 'text',
          name: '监护人姓名',
          maxLength: 30,
          need: 'required',
          copyable: true,
        },
        {
          code: 'guardianRelation',
          kind: 'text',
          name: '与患者关系',
          maxLength: 20,
          need: 'required',
          copyable: true,
        },
        {
          code: 'guardianAddress',
          kind: 'text',
          name: '监护人住址',
          maxLength: 100,
          need: 'expected',
          copyable: true,
        },
        { code: 'guardianPhone', name: '监护人电话', ...phone, need: 'expected', copyable: true },
        {
          code: 'committeeContact',
          kind: 'text',
          name: '辖区村（居）委会联系人',
          maxLength: 30,
          need: 'expected',
          copyable: true,
        },
        { code: 'committeePhone', name: '联系人电话', ...phone, need: 'expected', copyable: true },
        {
          code: 'householdType',
          kind: 'choice',
          name: '户别',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '城镇' },
            { code: 2, name: '农村' },
          ],
        },
        {
          code: 'employment',
          kind: 'choice',
          name: '就业情况',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '在岗工人' },
            { code: 2, name: '在岗管理者' },
            { code: 3, name: '农民' },
            { code: 4, name: '下岗或无业' },
            { code: 5, name: '在校学生' },
            { code: 6, name: '退休' },
            { code: 7, name: '专业技术人员' },
            { code: 8, name: '其他' },
            { code: 9, name: '不详' },
          ],
        },
      ],
    },
    {
      code: 'consent',
      name: '知情同意',
      fields: [
        {
          code: 'consent',
          kind: 'choice',
          name: '知情同意',
          need: 'required',
          options: [
            { code: 1, name: '同意参加管理' },
            { code: 0, name: '不同意参加管理' },
          ],
        },
        { code: 'consentSigner', kind: 'text', name: '签字人', maxLength: 30, need: 'required' },
        { code: 'consentOn', kind: 'date', name: '签字时间', need: 'required' },
      ],
    },
    {
      code: 'history',
      name: '患病与治疗情况',
      fields: [
        { code: 'firstOnsetOn', kind: 'date', name: '初次发病时间', need: 'expected', copyable: true },
        {
          code: 'pastSymptoms',
          kind: 'choices',
          name: '既往主要症状',
          need: 'expected',
          copyable: true,
          options: psychiatricSymptoms,
        },
        {
          code: 'outpatient',
          kind: 'choice',
          name: '既往门诊治疗',
          need: 'expected',
          options: [
            { code: 1, name: '未治' },
            { code: 2, name: '间断门诊治疗' },
            { code: 3, name: '连续门诊治疗' },
          ],
        },
        {
          code: 'firstAntipsychoticOn',
          kind: 'date',
          name: '首次抗精神病药治疗时间',
          showWhen: { field: 'outpatient', is: [2, 3] },
          need: 'expected',
        },
        {
          code: 'admissions',
          kind: 'integer',
          name: '既往住院次数',
          unit: '次',
          reject: { min: 0, max: 200 },
          ...questioned('既往住院次数', '次', null, 30),
          need: 'expected',
        },
        {
          code: 'diagnosis',
          kind: 'choice',
          name: '目前诊断',
          need: 'required',
          copyable: true,
          options: [
            { code: 1, name: '精神分裂症' },
            { code: 2, name: '分裂情感性障碍' },
            { code: 3, name: '偏执性精神病' },
            { code: 4, name: '双相（情感）障碍' },
            { code: 5, name: '癫痫所致精神障碍' },
            { code: 6, name: '精神发育迟滞伴发精神障碍' },
          ],
        },
        {
          code: 'diagnosedAt',
          kind: 'text',
          name: '确诊医院',
          maxLength: 60,
          need: 'expected',
          copyable: true,
        },
        { code: 'diagnosedOn', kind: 'date', name: '确诊日期', need: 'expected', copyable: true },
        {
          code: 'lastEffect',
          kind: 'choice',
          name: '最近一次治疗效果',
          need: 'expected',
          options: treatmentEffect,
        },
      ],
    },
    {
      code: 'harm',
      name: '危险行为与家庭',
      fields: [
        ...harmFields,
        { code: 'lockedUp', kind: 'choice', name: '关锁情况', need: 'expected', options: lockedUp },
        {
          code: 'economy',
          kind: 'choice',
          name: '经济状况',
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '贫困，在当地贫困线标准以下' },
            { code: 2, name: '非贫困' },
            { code: 3, name: '不详' },
          ],
        },
        { code: 'specialistOpinion', kind: 'text', name: '专科医生的意见', maxLength: 300, multiline: true },
      ],
    },
  ],
  checks: [
    {
      code: 'consent-before-sheet',
      fields: ['consentOn'],
      severity: 'error',
      message: '签字时间不能晚于填表日期。',
      holds: (values, about) => typeof values.consentOn !== 'string' || values.consentOn <= about.performedOn,
    },
  ],
} as const satisfies Form
