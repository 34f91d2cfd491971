import type { Form, ValuesOf } from '../form.ts'
import {
  attitudeFields,
  bodyFields,
  diastolic,
  habitFields,
  heartRate,
  medicines,
  nextVisit,
  nextVisitAfterThis,
  questioned,
  referralFields,
  systolic,
  systolicAboveDiastolic,
  temperature,
  treatmentFields,
} from '../shared-fields.ts'
import { noOrYes } from '../shared-options.ts'

/** FEV1 of the expected value: GOLD 1–4 from 80, 50, 30 and below. Source: 慢性阻塞性肺疾病基层诊疗指南 气流受限分级. */
export function airflowGrade(fev1PercentOfExpected: number): 1 | 2 | 3 | 4 {
  if (fev1PercentOfExpected >= 80) return 1
  if (fev1PercentOfExpected >= 50) return 2
  return fev1PercentOfExpected >= 30 ? 3 : 4
}

/**
 * 慢阻肺患者随访服务记录表. The national document of 2024 was not at hand (public-health-spec.md §16): the boxes follow the
 * other chronic follow-ups and the primary-care guideline, and a county may replace the sheet by its own.
 */
export const copdFollowUp = {
  code: 'copd-follow-up',
  name: '慢阻肺患者随访服务记录表',
  version: 1,
  source: '慢性阻塞性肺疾病患者健康管理服务（2024年增补，表样为项目约定，可由县级替换）',
  proves: ['copd-follow-up'],
  sections: [
    {
      code: 'symptoms',
      name: '症状',
      fields: [
        {
          code: 'symptoms',
          kind: 'choices',
          name: '症状',
          noneCode: 1,
          need: 'required',
          options: [
            { code: 1, name: '无症状' },
            { code: 2, name: '慢性咳嗽' },
            { code: 3, name: '咳痰' },
            { code: 4, name: '活动后气促' },
            { code: 5, name: '喘息' },
            { code: 6, name: '胸闷' },
            { code: 7, name: '下肢水肿' },
            { code: 8, name: '发热' },
          ],
        },
        { code: 'otherSymptoms', kind: 'text', name: '其他症状', maxLength: 100 },
        {
          code: 'dangerSigns',
          kind: 'choices',
          name: '危急情况',
          noneCode: 1,
          need: 'expected',
          note: '出现任何一项即紧急处理并转诊。',
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '静息时呼吸困难、不能平卧' },
            { code: 3, name: '意识改变' },
            { code: 4, name: '口唇发绀' },
            { code: 5, name: '大咯血' },
            { code: 6, name: '新发心律失常或心力衰竭表现' },
            { code: 7, name: '存在不能处理的其他疾病' },
          ],
        },
        {
          code: 'mmrc',
          kind: 'choice',
          name: '呼吸困难（mMRC）',
          need: 'required',
          options: [
            { code: 0, name: '0级：剧烈活动时气促' },
            { code: 1, name: '1级：快走或上缓坡时气促' },
            { code: 2, name: '2级：因气促比同龄人走得慢或需停下' },
            { code: 3, name: '3级：平地走100米或数分钟需停下' },
            { code: 4, name: '4级：气促不能离家，或穿脱衣时气促' },
          ],
        },
        {
          code: 'catScore',
          kind: 'integer',
          name: '慢阻肺评估测试（CAT）总分',
          unit: '分',
          reject: { min: 0, max: 40 },
          need: 'expected',
        },
        {
          code: 'exacerbationsSinceLast',
          kind: 'integer',
          name: '上次随访以来急性加重',
          unit: '次',
          reject: { min: 0, max: 50 },
          ...questioned('上次随访以来急性加重', '次', null, 4),
          need: 'required',
        },
        {
          code: 'exacerbatedNow',
          kind: 'choice',
          name: '目前急性加重',
          options: noOrYes,
          need: 'required',
          note: '咳嗽、咳痰、气促较平时明显加重，或痰变脓。',
        },
      ],
    },
    {
      code: 'signs',
      name: '体征',
      fields: [
        { ...systolic, need: 'expected' },
        { ...diastolic, need: 'expected' },
        { ...heartRate, need: 'expected' },
        { ...temperature },
        {
          code: 'respirationPerMinute',
          measures: 'respirationPerMinute',
          kind: 'integer',
          name: '呼吸频率',
          unit: '次/分',
          reject: { min: 5, max: 80 },
          ...questioned('呼吸频率', '次/分', 12, 30),
          need: 'expected',
        },
        {
          code: 'spo2Percent',
          kind: 'integer',
          name: '血氧饱和度（静息、不吸氧）',
          unit: '%',
          reject: { min: 40, max: 100 },
          need: 'expected',
          warn: [{ below: 90, message: '血氧饱和度低于 90%，请复测并按危急处理。' }],
        },
        ...bodyFields,
        { code: 'otherSigns', kind: 'text', name: '其他体征', maxLength: 100 },
      ],
    },
    {
      code: 'lung-function',
      name: '肺功能',
      fields: [
        { code: 'lungFunctionOn', kind: 'date', name: '肺功能检查日期', copyable: true },
        {
          code: 'fev1FvcPercent',
          kind: 'number',
          name: 'FEV₁/FVC',
          unit: '%',
          decimals: 1,
          reject: { min: 10, max: 100 },
          ...questioned('FEV₁/FVC', '%', 25, 95),
          copyable: true,
        },
        {
          code: 'fev1PercentOfExpected',
          kind: 'number',
          name: 'FEV₁占预计值',
          unit: '%',
          decimals: 1,
          reject: { min: 5, max: 150 },
          ...questioned('FEV₁占预计值', '%', 20, 120),
          copyable: true,
        },
        {
          code: 'airflowGrade',
          kind: 'computed',
          name: '气流受限分级',
          decimals: 0,
          formula: 'FEV₁占预计值 ≥80% 为1级，50～79% 为2级，30～49% 为3级，＜30% 为4级',
          options: [
            { code: 1, name: '1级（轻度）' },
            { code: 2, name: '2级（中度）' },
            { code: 3, name: '3级（重度）' },
            { code: 4, name: '4级（极重度）' },
          ],
          compute: (values) => {
            const percent = values.fev1PercentOfExpected
            return typeof percent === 'number' ? airflowGrade(percent) : null
          },
        },
      ],
    },
    { code: 'lifestyle', name: '生活方式指导', fields: [...habitFields, ...attitudeFields] },
    {
      code: 'treatment',
      name: '治疗情况',
      fields: [
        ...treatmentFields,
        {
          code: 'inhalerTechnique',
          kind: 'choice',
          name: '吸入装置使用',
          need: 'expected',
          options: [
            { code: 1, name: '正确' },
            { code: 2, name: '需纠正' },
            { code: 9, name: '未使用' },
          ],
        },
        {
          code: 'oxygenHoursPerDay',
          kind: 'number',
          name: '家庭氧疗',
          unit: '小时/天',
          decimals: 1,
          reject: { min: 0, max: 24 },
          ...questioned('家庭氧疗', '小时/天', null, 18),
          copyable: true,
          note: '不吸氧填 0。',
        },
        {
          code: 'vaccinations',
          kind: 'choices',
          name: '疫苗接种',
          noneCode: 1,
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '无' },
            { code: 2, name: '本季流感疫苗' },
            { code: 3, name: '肺炎球菌疫苗' },
          ],
        },
        {
          code: 'breathingExercise',
          kind: 'choice',
          name: '呼吸康复锻炼',
          need: 'expected',
          options: [
            { code: 1, name: '规律' },
            { code: 2, name: '间断' },
            { code: 3, name: '不做' },
          ],
        },
        medicines,
      ],
    },
    { code: 'referral', name: '转诊与下次随访', fields: [...referralFields, nextVisit] },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

export type CopdVisit = ValuesOf<typeof copdFollowUp>
