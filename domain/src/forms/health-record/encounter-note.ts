import type { Form, ValuesOf } from '../form.ts'
import {
  diastolic,
  heartRate,
  medicines,
  systolic,
  systolicAboveDiastolic,
  temperature,
} from '../shared-fields.ts'
import { medicationAdherence } from '../shared-options.ts'

const told = { kind: 'text', maxLength: 1000, multiline: true } as const

/**
 * 接诊记录表 (SOAP): what was told, what was found, what it is, what is done. The values measured, the diagnosis and the
 * medicines beside the four texts are what the lists of the record and the pressure rule read.
 * Source: public-health-spec.md §2.4.
 */
export const encounterNote = {
  code: 'encounter-note',
  name: '接诊记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）居民健康档案管理服务规范，附件 接诊记录表',
  proves: ['consultation'],
  sections: [
    {
      code: 'subjective',
      name: '就诊者的主观资料',
      fields: [
        {
          ...told,
          code: 'subjective',
          name: '主观资料',
          need: 'required',
          note: '主诉、咨询问题、健康史等。',
        },
        {
          code: 'tuberculosisSymptoms',
          kind: 'choices',
          name: '肺结核可疑症状',
          noneCode: 1,
          beyondSheet: true,
          note: '鉴别诊断后仍可疑的才选；选中任何一项即推介到结核病定点医疗机构检查。',
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '咳嗽、咳痰2周及以上' },
            { code: 3, name: '咯血或血痰' },
            { code: 4, name: '发热' },
            { code: 5, name: '盗汗' },
            { code: 6, name: '胸痛' },
            { code: 7, name: '不明原因消瘦' },
          ],
        },
        { code: 'newAllergy', kind: 'text', name: '新发现的过敏', maxLength: 100, beyondSheet: true },
      ],
    },
    {
      code: 'objective',
      name: '就诊者的客观资料',
      fields: [
        {
          ...told,
          code: 'objective',
          name: '客观资料',
          need: 'expected',
          note: '查体、实验室检查、影像检查等。',
        },
        { ...temperature, startsLine: true, beyondSheet: true },
        {
          ...systolic,
          beyondSheet: true,
          expectedWhen: { ageFromYears: 35 },
          note: '35 岁及以上每年首诊测血压。',
        },
        { ...diastolic, beyondSheet: true, expectedWhen: { ageFromYears: 35 } },
        { ...heartRate, beyondSheet: true },
      ],
    },
    {
      code: 'assessment',
      name: '评估',
      fields: [
        {
          ...told,
          code: 'assessment',
          name: '评估',
          need: 'expected',
          note: '初步印象、疾病诊断或健康问题评估。',
        },
        {
          code: 'diagnoses',
          kind: 'rows',
          name: '诊断',
          maxRows: 6,
          beyondSheet: true,
          columns: [
            { code: 'name', kind: 'text', name: '诊断名称', maxLength: 60 },
            { code: 'icd10', kind: 'text', name: 'ICD-10', maxLength: 10 },
          ],
        },
      ],
    },
    {
      code: 'plan',
      name: '处置计划',
      fields: [
        { ...told, code: 'plan', name: '处置计划', need: 'expected', note: '诊断、治疗、患者指导计划等。' },
        { ...medicines, beyondSheet: true },
        {
          code: 'medicationAdherence',
          kind: 'choice',
          name: '服药依从性',
          options: medicationAdherence,
          showWhen: { field: 'medicines', filled: true },
          beyondSheet: true,
        },
        { code: 'returnOn', kind: 'date', name: '复诊日期', mayBeAfterVisit: true, beyondSheet: true },
      ],
    },
  ],
  checks: [
    systolicAboveDiastolic,
    {
      code: 'return-after-this',
      fields: ['returnOn'],
      severity: 'error',
      message: '复诊日期应晚于本次就诊日期。',
      holds: ({ returnOn }, { performedOn }) => typeof returnOn !== 'string' || returnOn > performedOn,
    },
  ],
} as const satisfies Form

export type EncounterNote = ValuesOf<typeof encounterNote>
