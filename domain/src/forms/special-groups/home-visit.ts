import type { Form, ValuesOf } from '../form.ts'
import {
  diastolic,
  heartRate,
  nextVisit,
  nextVisitAfterThis,
  systolic,
  systolicAboveDiastolic,
  temperature,
} from '../shared-fields.ts'

/** 上门服务记录: for those who cannot come, from 90 years and on need. Source: S0 篇6(四)9; requirements R193, R196, R200. */
export const homeVisit = {
  code: 'home-visit',
  name: '上门服务记录表',
  version: 1,
  source: '家庭医生签约服务方案：行动不便、90岁以上和有需要的居民提供上门健康检查和指导（表样为项目约定）',
  proves: ['home-visit'],
  sections: [
    {
      code: 'reason',
      name: '上门原因',
      fields: [
        {
          code: 'reason',
          kind: 'choice',
          name: '上门原因',
          need: 'required',
          options: [
            { code: 1, name: '90岁及以上' },
            { code: 2, name: '行动不便' },
            { code: 3, name: '出院后' },
            { code: 4, name: '居民预约' },
            { code: 5, name: '其他' },
          ],
        },
        { code: 'carer', kind: 'text', name: '在场照护人', maxLength: 30, copyable: true },
      ],
    },
    {
      code: 'check',
      name: '健康检查',
      fields: [
        { ...systolic, need: 'required' },
        { ...diastolic, need: 'required' },
        { ...heartRate, need: 'expected' },
        temperature,
        {
          code: 'state',
          kind: 'choice',
          name: '一般情况',
          need: 'required',
          options: [
            { code: 1, name: '良好' },
            { code: 2, name: '一般' },
            { code: 3, name: '较差' },
          ],
        },
        {
          code: 'risks',
          kind: 'choices',
          name: '居家风险',
          noneCode: 1,
          need: 'expected',
          options: [
            { code: 1, name: '未发现' },
            { code: 2, name: '地面湿滑、无扶手' },
            { code: 3, name: '照明不足' },
            { code: 4, name: '用药混乱' },
            { code: 5, name: '无人照护' },
            { code: 6, name: '用火用电不安全' },
          ],
        },
        { code: 'findings', kind: 'text', name: '检查所见', maxLength: 300, multiline: true },
      ],
    },
    {
      code: 'guidance',
      name: '处理与指导',
      fields: [
        {
          code: 'content',
          kind: 'text',
          name: '处理和指导',
          maxLength: 300,
          multiline: true,
          need: 'required',
        },
        nextVisit,
      ],
    },
  ],
  checks: [systolicAboveDiastolic, nextVisitAfterThis],
} as const satisfies Form

export type HomeVisit = ValuesOf<typeof homeVisit>
