import { minutesBetween } from '../../days/local-moment.ts'
import { type Form, rounded } from '../form.ts'
import { noOrYes } from '../shared-options.ts'
import { notifiableDiseases } from './notifiable-diseases.ts'

/** 传染病报告卡. Boxes: public-health-spec.md §14. */
export const infectiousDiseaseReport: Form = {
  code: 'infectious-disease-report',
  name: '传染病报告卡',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）传染病及突发公共卫生事件报告和处理服务规范，附件 传染病报告卡',
  proves: ['infectious-disease-report'],
  sections: [
    {
      code: 'card',
      name: '报告卡',
      fields: [
        { code: 'cardNumber', kind: 'text', name: '卡片编号', maxLength: 40 },
        {
          code: 'reportKind',
          kind: 'choice',
          name: '报卡类别',
          need: 'required',
          options: [
            { code: 1, name: '初次报告' },
            { code: 2, name: '订正报告' },
          ],
        },
        {
          code: 'parentName',
          kind: 'text',
          name: '患儿家长姓名',
          maxLength: 30,
          note: '14 岁及以下儿童填写。',
        },
        { code: 'workplace', kind: 'text', name: '工作单位（学校）', maxLength: 60 },
        { code: 'phone', kind: 'text', name: '联系电话', maxLength: 20 },
        {
          code: 'belongsTo',
          kind: 'choice',
          name: '病人属于',
          need: 'required',
          options: [
            { code: 1, name: '本县区' },
            { code: 2, name: '本市其他县区' },
            { code: 3, name: '本省其它地市' },
            { code: 4, name: '外省' },
            { code: 5, name: '港澳台' },
            { code: 6, name: '外籍' },
          ],
        },
        { code: 'presentAddress', kind: 'text', name: '现住址', maxLength: 120, need: 'required' },
        {
          code: 'personGroup',
          kind: 'choice',
          name: '人群分类',
          need: 'required',
          options: [
            '幼托儿童',
            '散居儿童',
            '学生（大中小学）',
            '教师',
            '保育员及保姆',
            '餐饮食品业',
            '商业服务',
            '医务人员',
            '工人',
            '民工',
            '农民',
            '牧民',
            '渔（船）民',
            '干部职员',
            '离退人员',
            '家务及待业',
            '其他',
            '不详',
          ].map((name, index) => ({ code: index + 1, name })),
        },
      ],
    },
    {
      code: 'case',
      name: '病例',
      fields: [
        {
          code: 'disease',
          kind: 'choice',
          name: '疾病',
          need: 'required',
          options: notifiableDiseases,
        },
        {
          code: 'otherDisease',
          kind: 'text',
          name: '其他疾病名称',
          maxLength: 60,
          showWhen: { field: 'disease', is: 'other' },
          need: 'required',
        },
        {
          code: 'caseClass',
          kind: 'choice',
          name: '病例分类',
          need: 'required',
          options: [
            { code: 1, name: '疑似病例' },
            { code: 2, name: '临床诊断病例' },
            { code: 3, name: '实验室确诊病例' },
            { code: 4, name: '病原携带者' },
          ],
        },
        {
          code: 'course',
          kind: 'choice',
          name: '病程',
          options: [
            { code: 1, name: '急性' },
            { code: 2, name: '慢性' },
          ],
          note: '乙型肝炎、血吸虫病等填写。',
        },
        { code: 'onsetOn', kind: 'date', name: '发病日期', need: 'required' },
        {
          code: 'diagnosedAt',
          kind: 'moment',
          name: '诊断时间',
          need: 'required',
          note: '报告时限由此起算。',
        },
        {
          code: 'reportedAt',
          kind: 'moment',
          name: '报告时间',
          need: 'expected',
          note: '尚未上报的留空，上报后补填。',
        },
        {
          code: 'hoursToReport',
          kind: 'computed',
          name: '诊断至报告',
          unit: '小时',
          decimals: 1,
          beyondSheet: true,
          formula: '报告时间 − 诊断时间',
          compute: (values) => {
            const minutes = minutesBetween(values.diagnosedAt, values.reportedAt)
            return minutes === null ? null : rounded(minutes / 60, 1)
          },
        },
        { code: 'diedOn', kind: 'date', name: '死亡日期' },
        {
          code: 'correctedDisease',
          kind: 'text',
          name: '订正病名',
          maxLength: 60,
          showWhen: { field: 'reportKind', is: 2 },
          need: 'expected',
        },
        {
          code: 'returnReason',
          kind: 'text',
          name: '退卡原因',
          maxLength: 100,
        },
        {
          code: 'treatedAtHome',
          kind: 'choice',
          name: '居家治疗',
          need: 'required',
          options: noOrYes,
          beyondSheet: true,
          note: '选“是”即列入居家传染病患者，安排访视。',
        },
      ],
    },
  ],
  checks: [
    {
      code: 'reported-after-diagnosis',
      fields: ['reportedAt', 'diagnosedAt'],
      severity: 'error',
      message: '报告时间不能早于诊断时间。',
      holds: (values) => (minutesBetween(values.diagnosedAt, values.reportedAt) ?? 0) >= 0,
    },
    {
      code: 'onset-before-diagnosis',
      fields: ['onsetOn', 'diagnosedAt'],
      severity: 'error',
      message: '发病日期不能晚于诊断时间。',
      holds: ({ onsetOn, diagnosedAt }) =>
        typeof onsetOn !== 'string' || typeof diagnosedAt !== 'string' || onsetOn <= diagnosedAt.slice(0, 10),
    },
  ],
}
