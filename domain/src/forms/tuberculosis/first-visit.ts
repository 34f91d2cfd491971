import { minutesBetween } from '../../days/local-moment.ts'
import { type Form, type FormValues, rounded, type ValuesOf } from '../form.ts'
import { nextVisit, nextVisitAfterThis, questioned } from '../shared-fields.ts'
import {
  drugFields,
  smokingAndDrinkingFields,
  supervisionFields,
  tuberculosisSymptoms,
} from './shared-fields.ts'

const lesson = <const Code extends string>(code: Code, name: string) =>
  ({
    code,
    kind: 'choice',
    name,
    need: 'expected',
    options: [
      { code: 1, name: '掌握' },
      { code: 2, name: '未掌握' },
    ],
  }) as const

/** 肺结核患者第一次入户随访记录表. Boxes, order and codes: public-health-spec.md §12. */
export const tuberculosisFirstVisit = {
  code: 'tuberculosis-first-visit',
  name: '肺结核患者第一次入户随访记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）肺结核患者健康管理服务规范，附件 第一次入户随访记录表',
  proves: ['tuberculosis-follow-up', 'tuberculosis-first-visit'],
  sections: [
    {
      code: 'notice',
      name: '通知与入户',
      fields: [
        {
          code: 'notifiedAt',
          kind: 'moment',
          name: '接到通知时间',
          need: 'required',
          beyondSheet: true,
          note: '接到上级专业机构管理通知单的时间，72 小时由此起算。',
        },
        { code: 'visitedAt', kind: 'moment', name: '入户时间', need: 'required', beyondSheet: true },
        {
          code: 'hoursToVisit',
          kind: 'computed',
          name: '通知至入户',
          unit: '小时',
          decimals: 1,
          beyondSheet: true,
          formula: '入户时间 − 接到通知时间',
          compute: (values: FormValues) => {
            const minutes = minutesBetween(values.notifiedAt, values.visitedAt)
            return minutes === null ? null : rounded(minutes / 60, 1)
          },
        },
        {
          code: 'failedVisits',
          kind: 'integer',
          name: '此前未见到患者的入户次数',
          unit: '次',
          reject: { min: 0, max: 20 },
          ...questioned('此前未见到患者的入户次数', '次', null, 3),
          beyondSheet: true,
        },
      ],
    },
    {
      code: 'patient',
      name: '患者情况',
      fields: [
        {
          code: 'patientType',
          kind: 'choice',
          name: '患者类型',
          need: 'required',
          options: [
            { code: 1, name: '初治' },
            { code: 2, name: '复治' },
          ],
        },
        {
          code: 'sputum',
          kind: 'choice',
          name: '痰菌情况',
          need: 'expected',
          options: [
            { code: 1, name: '阳性' },
            { code: 2, name: '阴性' },
            { code: 3, name: '未查痰' },
          ],
        },
        {
          code: 'resistance',
          kind: 'choice',
          name: '耐药情况',
          need: 'expected',
          options: [
            { code: 1, name: '耐药' },
            { code: 2, name: '非耐药' },
            { code: 3, name: '未检测' },
          ],
        },
        {
          code: 'symptoms',
          kind: 'choices',
          name: '症状及体征',
          noneCode: 0,
          need: 'expected',
          options: tuberculosisSymptoms,
        },
        { code: 'otherSymptoms', kind: 'text', name: '其他症状', maxLength: 100 },
      ],
    },
    { code: 'drugs', name: '用药与督导', fields: [...drugFields, ...supervisionFields] },
    {
      code: 'home',
      name: '家庭居住环境评估',
      fields: [
        {
          code: 'singleRoom',
          kind: 'choice',
          name: '单独居室',
          need: 'expected',
          options: [
            { code: 1, name: '有' },
            { code: 2, name: '无' },
          ],
        },
        {
          code: 'ventilation',
          kind: 'choice',
          name: '通风情况',
          need: 'expected',
          options: [
            { code: 1, name: '良好' },
            { code: 2, name: '一般' },
            { code: 3, name: '差' },
          ],
        },
        ...smokingAndDrinkingFields,
      ],
    },
    {
      code: 'education',
      name: '健康教育及培训',
      fields: [
        {
          code: 'collectsDrugsAt',
          kind: 'text',
          name: '取药地点、时间',
          maxLength: 60,
          need: 'expected',
        },
        lesson('learnedCard', '服药记录卡的填写'),
        lesson('learnedDrugs', '服药方法及药品存放'),
        lesson('learnedCourse', '肺结核治疗疗程'),
        lesson('learnedHarm', '不规律服药危害'),
        lesson('learnedReactions', '服药后不良反应及处理'),
        lesson('learnedSputum', '治疗期间复诊查痰'),
        lesson('learnedAway', '外出期间如何坚持服药'),
        lesson('learnedHabits', '生活习惯及注意事项'),
        lesson('learnedContacts', '密切接触者检查'),
      ],
    },
    { code: 'next', name: '下次随访', fields: [nextVisit] },
  ],
  checks: [
    nextVisitAfterThis,
    {
      code: 'notified-before-visit',
      fields: ['notifiedAt'],
      severity: 'error',
      message: '接到通知的时间不能晚于入户时间。',
      holds: (values) => (minutesBetween(values.notifiedAt, values.visitedAt) ?? 0) >= 0,
    },
    {
      code: 'visited-on-the-day',
      fields: ['visitedAt'],
      severity: 'error',
      message: '入户时间应在服务日期当天。',
      holds: (values, about) =>
        typeof values.visitedAt !== 'string' || values.visitedAt.slice(0, 10) === about.performedOn,
    },
  ],
} as const satisfies Form

export type TuberculosisFirstVisit = ValuesOf<typeof tuberculosisFirstVisit>
