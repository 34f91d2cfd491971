import type { Form, ValuesOf } from '../form.ts'
import { medicines, nextVisit, nextVisitAfterThis, questioned, temperature } from '../shared-fields.ts'
import { noOrYes } from '../shared-options.ts'

/** 居家传染病患者访视记录表: the sheet of the service itself; the specification prints none. Source: S0 篇6(四)7; N3-12. */
export const infectiousDiseaseVisit = {
  code: 'infectious-disease-visit',
  name: '居家传染病患者访视记录表',
  version: 1,
  source: '家庭医生签约服务方案：居家传染病患者至少访视1次并进行治疗管理（表样为项目约定）',
  proves: ['infectious-disease-visit'],
  sections: [
    {
      code: 'state',
      name: '病情',
      fields: [
        { code: 'disease', kind: 'text', name: '疾病名称', maxLength: 60, need: 'required', copyable: true },
        {
          code: 'course',
          kind: 'choice',
          name: '病情变化',
          need: 'required',
          options: [
            { code: 1, name: '好转' },
            { code: 2, name: '无变化' },
            { code: 3, name: '加重' },
          ],
        },
        { ...temperature, need: 'expected' },
        { code: 'symptoms', kind: 'text', name: '症状和体征', maxLength: 200, multiline: true },
        { ...medicines },
        {
          code: 'takesMedicine',
          kind: 'choice',
          name: '按医嘱治疗',
          options: noOrYes,
          need: 'expected',
        },
      ],
    },
    {
      code: 'control',
      name: '隔离、消毒与接触者',
      fields: [
        {
          code: 'isolation',
          kind: 'choice',
          name: '隔离情况',
          need: 'expected',
          options: [
            { code: 1, name: '单独居室' },
            { code: 2, name: '同室分床' },
            { code: 3, name: '未隔离' },
          ],
        },
        {
          code: 'contacts',
          kind: 'integer',
          name: '密切接触者',
          unit: '人',
          reject: { min: 0, max: 500 },
          ...questioned('密切接触者', '人', null, 50),
          need: 'expected',
        },
        {
          code: 'contactsWithSymptoms',
          kind: 'integer',
          name: '其中有症状',
          unit: '人',
          reject: { min: 0, max: 500 },
          ...questioned('其中有症状', '人', null, 20),
          need: 'expected',
        },
        {
          code: 'guidance',
          kind: 'choices',
          name: '指导内容',
          need: 'expected',
          options: [
            { code: 1, name: '隔离与防护' },
            { code: 2, name: '消毒' },
            { code: 3, name: '用药' },
            { code: 4, name: '饮食休息' },
            { code: 5, name: '接触者观察' },
            { code: 6, name: '复诊' },
          ],
        },
      ],
    },
    {
      code: 'outcome',
      name: '转归与下次访视',
      fields: [
        {
          code: 'outcome',
          kind: 'choice',
          name: '本次转归',
          need: 'required',
          options: [
            { code: 1, name: '继续居家治疗' },
            { code: 2, name: '痊愈，解除隔离' },
            { code: 3, name: '转院治疗' },
            { code: 4, name: '死亡' },
            { code: 5, name: '失访' },
          ],
        },
        { code: 'note', kind: 'text', name: '处理意见', maxLength: 200, multiline: true },
        nextVisit,
      ],
    },
  ],
  checks: [
    nextVisitAfterThis,
    {
      code: 'symptomatic-within-contacts',
      fields: ['contactsWithSymptoms', 'contacts'],
      severity: 'error',
      message: '有症状的接触者不能多于密切接触者。',
      holds: ({ contacts, contactsWithSymptoms }) =>
        typeof contacts !== 'number' ||
        typeof contactsWithSymptoms !== 'number' ||
        contactsWithSymptoms <= contacts,
    },
  ],
} as const satisfies Form

export type InfectiousDiseaseVisit = ValuesOf<typeof infectiousDiseaseVisit>
