import type { Form, ValuesOf } from '../form.ts'
import { questioned } from '../shared-fields.ts'
import { adherencePercent, dosesInOrder } from './doses.ts'

const count = <const Code extends string>(
  code: Code,
  name: string,
  unit: string,
  need: 'required' | 'expected',
) =>
  ({
    code,
    kind: 'integer',
    name,
    unit,
    reject: { min: 0, max: 2000 },
    need,
    ...questioned(name, unit, null, 730),
  }) as const

/** 肺结核患者结案评估: the foot of the follow-up sheet (停止治疗). Boxes and codes: public-health-spec.md §12. */
export const tuberculosisClosing = {
  code: 'tuberculosis-closing',
  name: '肺结核患者结案评估',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）肺结核患者健康管理服务规范，服务内容（四）结案评估',
  proves: ['tuberculosis-closing'],
  sections: [
    {
      code: 'stop',
      name: '停止治疗',
      fields: [
        { code: 'stoppedOn', kind: 'date', name: '停止治疗时间', need: 'required' },
        {
          code: 'stopReason',
          kind: 'choice',
          name: '停止治疗原因',
          need: 'required',
          options: [
            { code: 1, name: '完成疗程' },
            { code: 2, name: '死亡' },
            { code: 3, name: '丢失' },
            { code: 4, name: '转入耐多药治疗' },
          ],
        },
      ],
    },
    {
      code: 'management',
      name: '全程管理情况',
      fields: [
        count('visitsDue', '应访视患者', '次', 'required'),
        count('visitsDone', '实际访视', '次', 'required'),
        count('dosesDue', '患者在疗程中应服药', '次', 'required'),
        count('dosesTaken', '实际服药', '次', 'required'),
        {
          code: 'adherencePercent',
          kind: 'computed',
          name: '服药率',
          unit: '%',
          decimals: 1,
          formula: '实际服药次数 ÷ 应服药次数 × 100',
          compute: (values) => {
            const { dosesDue, dosesTaken } = values
            return typeof dosesDue !== 'number' || typeof dosesTaken !== 'number'
              ? null
              : adherencePercent(dosesDue, dosesTaken)
          },
        },
        {
          code: 'referredForDiagnosis',
          kind: 'text',
          name: '转至定点医疗机构评估情况',
          maxLength: 200,
          beyondSheet: true,
        },
      ],
    },
  ],
  checks: [
    dosesInOrder('dosesTaken', 'dosesDue', '实际服药次数不能多于应服药次数。'),
    {
      code: 'stopped-by-then',
      fields: ['stoppedOn'],
      severity: 'error',
      message: '停止治疗时间不能晚于结案日期。',
      holds: (values, about) => typeof values.stoppedOn !== 'string' || values.stoppedOn <= about.performedOn,
    },
  ],
} as const satisfies Form

export type TuberculosisClosing = ValuesOf<typeof tuberculosisClosing>
