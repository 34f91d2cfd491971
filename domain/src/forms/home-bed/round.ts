import type { Form, ValuesOf } from '../form.ts'
import {
  comesAfterThis,
  diastolic,
  heartRate,
  nextVisit,
  systolic,
  systolicAboveDiastolic,
  temperature,
} from '../shared-fields.ts'

/** 家庭病床查床记录与医嘱. Source: S2 篇三六3; requirements R194, R199. */
export const homeBedRound = {
  code: 'home-bed-round',
  name: '家庭病床查床记录',
  version: 1,
  source: '家庭医生签约服务方案：家庭病床（表样为项目约定）',
  proves: ['home-bed'],
  sections: [
    {
      code: 'signs',
      name: '查体',
      fields: [
        { ...temperature, need: 'expected' },
        { ...heartRate, need: 'expected' },
        { ...systolic, need: 'expected' },
        { ...diastolic, need: 'expected' },
        {
          code: 'course',
          kind: 'choice',
          name: '病情变化',
          need: 'required',
          options: [
            { code: 1, name: '好转' },
            { code: 2, name: '稳定' },
            { code: 3, name: '加重' },
            { code: 4, name: '危重' },
          ],
        },
        {
          code: 'findings',
          kind: 'text',
          name: '病情记录',
          maxLength: 600,
          multiline: true,
          need: 'required',
        },
      ],
    },
    {
      code: 'orders',
      name: '医嘱',
      fields: [
        {
          code: 'orders',
          kind: 'rows',
          name: '医嘱',
          maxRows: 20,
          copyable: true,
          columns: [
            { code: 'order', kind: 'text', name: '内容', maxLength: 100 },
            {
              code: 'kind',
              kind: 'choice',
              name: '类别',
              options: [
                { code: 1, name: '长期' },
                { code: 2, name: '临时' },
              ],
            },
            { code: 'startsOn', kind: 'date', name: '开始' },
            { code: 'stoppedOn', kind: 'date', name: '停止' },
            { code: 'doneBy', kind: 'text', name: '执行人', maxLength: 20 },
          ],
        },
        {
          code: 'nursing',
          kind: 'choices',
          name: '护理项目',
          options: [
            { code: 1, name: '换药' },
            { code: 2, name: '导尿管护理' },
            { code: 3, name: '鼻饲护理' },
            { code: 4, name: '压疮护理' },
            { code: 5, name: '吸痰' },
            { code: 6, name: '注射、输液' },
            { code: 7, name: '采样送检' },
          ],
        },
        { code: 'guidance', kind: 'text', name: '对照护人的指导', maxLength: 200, multiline: true },
        { ...nextVisit, name: '下次查床日期' },
      ],
    },
  ],
  checks: [systolicAboveDiastolic, comesAfterThis('nextVisitOn', '下次查床日期')],
} as const satisfies Form

export type HomeBedRound = ValuesOf<typeof homeBedRound>
