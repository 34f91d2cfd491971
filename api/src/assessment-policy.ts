import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import { caseKinds } from '@qianyue/domain/performance/assessed-cases.ts'
import {
  type AssessmentSheet,
  assessedKinds,
  cadences,
  faultsOf,
  type SheetFault,
} from '@qianyue/domain/performance/assessment-sheet.ts'
import { z } from 'zod'
import { words } from './policy-values.ts'
import { codesOf } from './shared.ts'

const points = z.number().min(0, '不小于 0').max(100, '不大于 100').multipleOf(0.01, '至多两位小数')
const percent = points

const method = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('proportional'), targetPercent: percent }),
  z.object({ kind: z.literal('proportional-times'), targetTimes: z.int('应为整数').min(0).max(1000) }),
  z.object({
    kind: z.literal('steps'),
    bands: z
      .array(z.object({ fromPercent: percent, points }))
      .min(1, '至少一档')
      .max(10, '至多十档'),
  }),
  z.object({ kind: z.literal('shortfall'), targetPercent: percent, perPoint: points }),
  z.object({
    kind: z.literal('times-steps'),
    bands: z
      .array(z.object({ fromTimes: z.int('应为整数').min(0).max(10_000), points }))
      .min(1, '至少一档')
      .max(10, '至多十档'),
  }),
  z.object({ kind: z.literal('deduction'), perFault: points }),
  z.object({ kind: z.literal('all-or-nothing') }),
  z.object({ kind: z.literal('veto'), of: z.enum(['section', 'sheet']) }),
  z.object({ kind: z.literal('bonus'), perCase: points }),
  z.object({ kind: z.literal('surplus'), targetPercent: percent, perPoint: points }),
])

const line = z.object({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/, '编号由字母、数字和短横线组成'),
  name: words('指标名称'),
  weight: points,
  method,
  value: z.discriminatedUnion('from', [
    z.object({
      from: z.literal('indicator'),
      indicator: z.enum(indicators.map(({ code }) => code) as [(typeof indicators)[number]['code']]),
    }),
    z.object({ from: z.literal('cases'), cases: z.enum(codesOf(caseKinds)) }),
    z.object({ from: z.literal('entry'), ask: words('填报内容'), proof: z.enum(['required', 'optional']) }),
  ]),
})

/** 考核表, as a bureau writes it. */
export const assessmentSheet = z
  .object({
    code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/, '代码由小写字母、数字和短横线组成'),
    name: words('考核表名称'),
    assessed: z.enum(codesOf(assessedKinds)),
    cadence: z.enum(codesOf(cadences)),
    sections: z
      .array(
        z.object({ code: z.string().min(1).max(20), name: words('类别名称'), lines: z.array(line).max(60) }),
      )
      .max(20),
    grades: z
      .array(z.object({ name: words('等次名称'), fromPoints: points }))
      .min(1, '至少一个等次')
      .max(10),
    source: words('依据'),
  })
  .superRefine((sheet, issues) => {
    if (sheet.assessed === 'doctor') {
      issues.addIssue({ code: 'custom', path: ['assessed'], message: '按医生个人考核请用积分标准' })
    }
    for (const fault of faultsOf(sheet)) {
      issues.addIssue({ code: 'custom', path: placeOf(sheet, fault), message: faultWords(fault) })
    }
  }) as z.ZodType<AssessmentSheet>

export const assessmentSheets = z
  .array(assessmentSheet)
  .max(20)
  .refine((sheets) => new Set(sheets.map(({ code }) => code)).size === sheets.length, '考核表代码不能重复')

/** Where in the sheet a fault stands. */
function placeOf({ sections }: AssessmentSheet, fault: SheetFault): (string | number)[] {
  if (fault.fault === 'grades-without-floor') return ['grades']
  if (!('line' in fault)) return ['sections']
  // Of two lines with one code the later one is at fault.
  const section = sections.findLastIndex(({ lines }) => lines.some(({ code }) => code === fault.line))
  const at = sections[section]!.lines.findLastIndex(({ code }) => code === fault.line)
  const part = {
    'code-twice': ['code'],
    'target-not-above-zero': ['method'],
    'bands-exceed-weight': ['method', 'bands'],
    'indicator-is-a-rate': ['method'],
    'cases-are-deducted': ['method'],
    'teams-send-no-reports': ['value'],
  }[fault.fault]
  return ['sections', section, 'lines', at, ...part]
}

/** What is wrong with a sheet, in words. */
function faultWords(fault: SheetFault): string {
  switch (fault.fault) {
    case 'no-lines':
      return '考核表还没有指标'
    case 'code-twice':
      return `编号“${fault.line}”出现两次`
    case 'weights-not-100':
      return `各项分值合计应为 100 分，现为 ${fault.points} 分（否决项和加分项不计）`
    case 'target-not-above-zero':
      return '目标值应大于 0'
    case 'bands-exceed-weight':
      return '分档得分不能超过本项分值'
    case 'indicator-is-a-rate':
      return '系统指标是比率，只能按完成比例、分档或差距计分'
    case 'cases-are-deducted':
      return '系统计数的问题只能按问题扣分'
    case 'teams-send-no-reports':
      return '团队不报月报，请换一种问题'
    case 'grades-without-floor':
      return '最低等次应从 0 分起'
  }
}
