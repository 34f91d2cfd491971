import { type LocalDate, parseLocalDate } from '../days/local-date.ts'
import { BLANK, type FilledBlock, type FilledTable, headingOf } from '../documents/filled-document.ts'
import { dayOnPaper } from '../documents/on-paper-words.ts'
import type { FormValues, RowValue } from '../forms/form.ts'
import { fieldOf } from '../forms/form.ts'
import { healthPlanForm } from '../forms/health-plan/plan.ts'
import { textOf } from '../forms/value-text.ts'

type PlanOnPaper = {
  readonly name: string
  readonly performedOn: LocalDate
  readonly values: FormValues
  readonly doctorName: string | null
  readonly unitName: string
  readonly phone: string | null
}

/** 个性化服务计划 for the resident's wall: what to reach, who does what by when, whom to call. Large type, no codes. */
export function planPaper({
  name,
  performedOn,
  values,
  doctorName,
  unitName,
  phone,
}: PlanOnPaper): FilledBlock[] {
  const words = (code: string) => textOf(fieldOf(healthPlanForm, code)!, values[code])
  return [
    { type: 'title', runs: [{ text: `${name}的健康服务计划`, bold: true }] },
    line('制定日期', dayOnPaper(performedOn)),
    line('主要健康问题', words('mainProblems')),
    ...(values.riskLevel === undefined || values.riskLevel === 9
      ? []
      : [line('心血管风险', words('riskLevel'))]),
    headingOf('要达到的目标'),
    table(
      ['项目', '目前', '目标', '期限'],
      [2, 2, 3, 2],
      rowsOf(values.goals).map(({ goal, now, target, by }) => [goal, now, target, dayWords(by)]),
    ),
    headingOf('怎么做'),
    table(
      ['做什么', '谁来做', '次数', '期限'],
      [4, 2, 1, 2],
      rowsOf(values.actions).map(({ what, who, times, by }) => [what, who, times, dayWords(by)]),
    ),
    ...(['dietPlan', 'exercisePlan', 'medicationPlan'] as const).flatMap((code) =>
      values[code] === undefined ? [] : [line(fieldOf(healthPlanForm, code)!.name, words(code))],
    ),
    headingOf('联系您的家庭医生'),
    line('医生', [doctorName, unitName].filter(Boolean).join('　') || BLANK),
    line('电话', phone ?? BLANK),
    line('下次评估', dayWords(values.reviewOn) || BLANK),
    line('居民签字', BLANK),
  ]
}

/** Whoever reads it on a wall reads days as they are spoken. */
function dayWords(value: FormValues[string] | RowValue[string]): string {
  const day = typeof value === 'string' ? parseLocalDate(value) : null
  return day === null ? String(value ?? '') : dayOnPaper(day)
}

function rowsOf(value: FormValues[string]): RowValue[] {
  return Array.isArray(value) ? (value as RowValue[]) : []
}

function line(label: string, text: string): FilledBlock {
  return {
    type: 'paragraph',
    placed: 'flush',
    runs: [
      { text: `${label}：`, bold: true },
      { text, bold: false },
    ],
  }
}

function table(header: string[], shares: number[], rows: (string | number | undefined)[][]): FilledTable {
  return {
    type: 'table',
    columns: shares.map((share) => ({ share })),
    header,
    rows: rows.map((cells) => ({ cells: cells.map((cell) => ({ text: String(cell ?? '') })) })),
  }
}
