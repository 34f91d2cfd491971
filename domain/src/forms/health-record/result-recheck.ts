import {
  isResultItem,
  type ResultGroup,
  resultGroups,
  resultItems,
} from '../../result-rechecks/result-items.ts'
import { furtherLaboratorySection, laboratorySection } from '../examination/laboratory.ts'
import type { Condition, Field, Form, Section, ValuesOf } from '../form.ts'
import { comesAfterThis } from '../shared-fields.ts'

/** What the sheet is for: a pressure is measured again on that of its screening or follow-up. */
export const recheckedGroups = (Object.keys(resultGroups) as ResultGroup[]).filter(
  (group) => group !== 'pressure',
)

const recheckedSection = {
  code: 'rechecked',
  name: '复查',
  fields: [
    {
      code: 'rechecked',
      kind: 'choices',
      name: '复查项目',
      need: 'required',
      options: recheckedGroups.map((group) => resultGroups[group]),
    },
    { code: 'recheckedAt', kind: 'text', name: '复查机构', maxLength: 60, note: '在其他机构复查的写明。' },
  ],
} as const satisfies Section

const boxes: readonly Field[] = [...laboratorySection.fields, ...furtherLaboratorySection.fields]

/** The boxes of the examination form, as they stand there; asked where their group is looked at again. */
function boxesOf(groups: readonly ResultGroup[]): Field[] {
  return groups.flatMap((group) =>
    boxes.flatMap(({ expectedWhen: _, ...box }): Field[] => {
      const item = box.code.replace(/Text$/, '')
      if (!isResultItem(item) || resultItems[item].group !== group) return []
      const chosen: Condition = { field: 'rechecked', is: resultGroups[group].code }
      return [{ ...box, showWhen: box.showWhen ? { all: [chosen, box.showWhen] } : chosen }]
    }),
  )
}

const conclusionSection = {
  code: 'conclusion',
  name: '结论',
  fields: [
    { code: 'recheckWords', kind: 'text', name: '复查结果说明', maxLength: 300, multiline: true },
    {
      code: 'conclusion',
      kind: 'choice',
      name: '复查结论',
      need: 'required',
      options: [
        { code: 1, name: '恢复正常' },
        { code: 2, name: '仍异常，继续复查' },
        { code: 3, name: '仍异常，已明确诊断并管理' },
        { code: 4, name: '建议转诊' },
      ],
    },
    {
      code: 'nextRecheckOn',
      kind: 'date',
      name: '下次复查日期',
      mayBeAfterVisit: true,
      showWhen: { field: 'conclusion', is: 2 },
    },
    {
      code: 'referralTo',
      kind: 'text',
      name: '转诊机构和科室',
      maxLength: 60,
      showWhen: { field: 'conclusion', is: 4 },
    },
    { code: 'advice', kind: 'text', name: '处理与指导', maxLength: 300, multiline: true, need: 'expected' },
  ],
} as const satisfies Section

/**
 * 异常结果复查记录: what became of a value that was abnormal at the examination. The specification asks for 复查或转诊 and has no
 * sheet for it; the boxes are those of the examination form. Source: public-health-spec.md §3 健康指导, §8.
 */
export const resultRecheck: Form = {
  code: 'result-recheck',
  name: '异常结果复查记录表',
  version: 1,
  source: '国家基本公共卫生服务规范（第三版）健康体检表 健康指导（建议复查、建议转诊）；表样为项目约定',
  proves: ['result-recheck'],
  sections: [
    recheckedSection,
    {
      code: 'laboratory',
      name: '化验结果',
      fields: boxesOf(['blood', 'urine', 'glucose', 'liver', 'kidney', 'lipids', 'stool']),
    },
    { code: 'imaging', name: '检查结果', fields: boxesOf(['ecg', 'ultrasound', 'chest-film', 'cervix']) },
    conclusionSection,
  ],
  checks: [comesAfterThis('nextRecheckOn', '下次复查日期')],
}

export type ResultRecheckValues = ValuesOf<
  Form & { readonly sections: readonly [typeof recheckedSection, typeof conclusionSection] }
>
