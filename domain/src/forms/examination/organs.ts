import type { Section } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { described } from './free-text.ts'

const vision = (name: string) =>
  ({
    kind: 'number',
    name,
    unit: '',
    decimals: 1,
    reject: { min: 0, max: 5.3 },
    ...questioned(name, '（五分记录）', 3, null),
  }) as const

/** 健康体检表: 脏器功能. Source: public-health-spec.md §3. */
export const organSection = {
  code: 'organs',
  name: '脏器功能',
  usual: 1,
  fields: [
    {
      code: 'lips',
      kind: 'choice',
      name: '口唇',
      need: 'expected',
      options: [
        { code: 1, name: '红润' },
        { code: 2, name: '苍白' },
        { code: 3, name: '发绀' },
        { code: 4, name: '皲裂' },
        { code: 5, name: '疱疹' },
      ],
    },
    {
      code: 'teeth',
      kind: 'choices',
      name: '齿列',
      noneCode: 1,
      need: 'expected',
      options: [
        { code: 1, name: '正常' },
        { code: 2, name: '缺齿' },
        { code: 3, name: '龋齿' },
        { code: 4, name: '义齿（假牙）' },
      ],
    },
    described('teethPositions', '缺齿、龋齿、义齿的牙位', 'teeth', [2, 3, 4]),
    {
      code: 'throat',
      kind: 'choice',
      name: '咽部',
      need: 'expected',
      options: [
        { code: 1, name: '无充血' },
        { code: 2, name: '充血' },
        { code: 3, name: '淋巴滤泡增生' },
      ],
    },
    { ...vision('左眼视力'), code: 'visionLeft', startsLine: true, note: '五分记录' },
    { ...vision('右眼视力'), code: 'visionRight', note: '五分记录' },
    { ...vision('左眼矫正视力'), code: 'correctedVisionLeft', startsLine: true, note: '五分记录' },
    { ...vision('右眼矫正视力'), code: 'correctedVisionRight', note: '五分记录' },
    {
      code: 'hearing',
      kind: 'choice',
      name: '听力',
      need: 'expected',
      options: [
        { code: 1, name: '听见' },
        { code: 2, name: '听不清或无法听见' },
      ],
    },
    {
      code: 'motorFunction',
      kind: 'choice',
      name: '运动功能',
      need: 'expected',
      options: [
        { code: 1, name: '可顺利完成' },
        { code: 2, name: '无法独立完成任何一个动作' },
      ],
    },
  ],
} as const satisfies Section
