import type { Form, ValuesOf } from '../form.ts'
import { noOrYes } from '../shared-options.ts'

const part = <const Code extends string>(code: Code, name: string, max: number) =>
  ({
    code,
    kind: 'integer',
    name,
    unit: '分',
    reject: { min: 0, max },
    showWhen: { field: 'cognitiveScreen', is: 2 },
    need: 'expected',
    note: `满分 ${max} 分。`,
  }) as const

const parts = ['mmseOrientation', 'mmseRegistration', 'mmseAttention', 'mmseRecall', 'mmseLanguage'] as const

/**
 * 老年人认知功能与情感状态粗筛, with the two scales that a positive answer leads to. The yearly examination takes the
 * results over. Source: public-health-spec.md §8 (coarse screens).
 */
export const elderlyScreening = {
  code: 'elderly-screening',
  name: '老年人认知与情感粗筛记录',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）健康体检表填表说明，老年人认知功能、情感状态粗筛方法',
  proves: ['elderly-screening'],
  sections: [
    {
      code: 'cognition',
      name: '认知功能',
      fields: [
        {
          code: 'wordsRecalled',
          kind: 'integer',
          name: '一分钟后回忆出的物品',
          unit: '件',
          reject: { min: 0, max: 3 },
          need: 'required',
          note: '告诉老人三件物品的名称（如铅笔、卡车、书），请其复述，一分钟后再请其回忆。',
        },
        {
          code: 'cognitiveScreen',
          kind: 'computed',
          name: '认知粗筛',
          decimals: 0,
          formula: '三件全部回忆出为阴性，否则为阳性',
          options: [
            { code: 1, name: '粗筛阴性' },
            { code: 2, name: '粗筛阳性' },
          ],
          compute: ({ wordsRecalled }) =>
            typeof wordsRecalled === 'number' ? (wordsRecalled === 3 ? 1 : 2) : null,
        },
        {
          code: 'schooling',
          kind: 'choice',
          name: '文化程度',
          showWhen: { field: 'cognitiveScreen', is: 2 },
          need: 'expected',
          copyable: true,
          options: [
            { code: 1, name: '文盲' },
            { code: 2, name: '小学' },
            { code: 3, name: '初中及以上' },
          ],
        },
        part('mmseOrientation', '定向力', 10),
        part('mmseRegistration', '即刻记忆', 3),
        part('mmseAttention', '注意力和计算力', 5),
        part('mmseRecall', '延迟回忆', 3),
        part('mmseLanguage', '语言与结构', 9),
        {
          code: 'mmseScore',
          kind: 'computed',
          name: '简易智力状态检查总分',
          unit: '分',
          decimals: 0,
          formula: '五部分得分之和（0～30）',
          compute: (values) => {
            let sum = 0
            for (const code of parts) {
              const points = values[code]
              if (typeof points !== 'number') return null
              sum += points
            }
            return sum
          },
        },
      ],
    },
    {
      code: 'mood',
      name: '情感状态',
      fields: [
        {
          code: 'oftenSad',
          kind: 'choice',
          name: '经常感到伤心或抑郁',
          options: noOrYes,
          need: 'required',
          note: '询问老人“你经常感到伤心或抑郁吗”或“你的情绪怎么样”。',
        },
        {
          code: 'moodScreen',
          kind: 'computed',
          name: '情感粗筛',
          decimals: 0,
          formula: '回答“是”为阳性',
          options: [
            { code: 1, name: '粗筛阴性' },
            { code: 2, name: '粗筛阳性' },
          ],
          compute: ({ oftenSad }) => (typeof oftenSad === 'number' ? oftenSad : null),
        },
        {
          code: 'depressionScore',
          kind: 'integer',
          name: '老年抑郁量表（30题）总分',
          unit: '分',
          reject: { min: 0, max: 30 },
          showWhen: { field: 'moodScreen', is: 2 },
          need: 'expected',
        },
        { code: 'guidance', kind: 'text', name: '指导意见', maxLength: 200, multiline: true },
      ],
    },
  ],
} as const satisfies Form

export type ElderlyScreening = ValuesOf<typeof elderlyScreening>
