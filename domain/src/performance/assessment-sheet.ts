import type { IndicatorCode } from '../indicators/indicator.ts'
import { halfUp } from '../money/largest-remainder.ts'
import type { CaseKind } from './assessed-cases.ts'
import {
  hundredths,
  isOnTop,
  type LineValue,
  pointsOf,
  type ScoringMethod,
  scoringMethods,
} from './scoring.ts'

/** 考核表: who is assessed, how often, by which lines. Versioned policy: weights differ from county to county. */
export type AssessmentSheet = {
  /** Stable through all versions. */
  code: string
  name: string
  assessed: AssessedKind
  cadence: Cadence
  sections: readonly SheetSection[]
  /** 等次, from the best down; the last one begins at 0. */
  grades: readonly Grade[]
  source: string
}

export const assessedKinds = {
  township: '乡镇',
  team: '团队',
  village: '村卫生室',
  doctor: '家庭医生',
} as const
export type AssessedKind = keyof typeof assessedKinds

export const cadences = { month: '每月', quarter: '每季度', 'half-year': '每半年', year: '每年' } as const
export type Cadence = keyof typeof cadences

type SheetSection = { code: string; name: string; lines: readonly SheetLine[] }

export type SheetLine = {
  code: string
  name: string
  /** At most two decimals. The weights of all lines but vetoes and bonuses make 100. */
  weight: number
  method: ScoringMethod
  value: ValueSource
}

/** Where the value of a line comes from: the same engine as the figures, or a person with a proof. */
export type ValueSource =
  | { from: 'indicator'; indicator: IndicatorCode }
  /** Counted where they are known: complaints, services proved false, what was not put right. */
  | { from: 'cases'; cases: CaseKind }
  | { from: 'entry'; ask: string; proof: 'required' | 'optional' }

export type Grade = { name: string; fromPoints: number }

export type SheetFault =
  | { fault: 'no-lines' }
  | { fault: 'code-twice'; line: string }
  | { fault: 'weights-not-100'; points: number }
  | { fault: 'target-not-above-zero'; line: string }
  | { fault: 'bands-exceed-weight'; line: string }
  | { fault: 'indicator-is-a-rate'; line: string }
  | { fault: 'cases-are-deducted'; line: string }
  | { fault: 'teams-send-no-reports'; line: string }
  | { fault: 'grades-without-floor' }

/** Everything that is wrong with a sheet, so that it is mended in one go; empty when it can be published. */
export function faultsOf(sheet: AssessmentSheet): SheetFault[] {
  const lines = linesOf(sheet)
  if (lines.length === 0) return [{ fault: 'no-lines' }]
  const faults: SheetFault[] = []
  const codes = new Set<string>()
  for (const line of lines) {
    if (codes.has(line.code)) faults.push({ fault: 'code-twice', line: line.code })
    codes.add(line.code)
    faults.push(...lineFaults(line))
    if (sheet.assessed === 'team' && line.value.from === 'cases' && line.value.cases === 'late-reports') {
      faults.push({ fault: 'teams-send-no-reports', line: line.code })
    }
  }
  const sum = lines.filter(counts).reduce((total, { weight }) => total + hundredths(weight), 0n)
  if (sum !== 10_000n) faults.push({ fault: 'weights-not-100', points: Number(sum) / 100 })
  if (sheet.grades.at(-1)?.fromPoints !== 0) faults.push({ fault: 'grades-without-floor' })
  return faults
}

function lineFaults({ code, weight, method, value }: SheetLine): SheetFault[] {
  const faults: SheetFault[] = []
  const target =
    method.kind === 'proportional' || method.kind === 'shortfall' || method.kind === 'surplus'
      ? method.targetPercent
      : method.kind === 'proportional-times'
        ? method.targetTimes
        : 1
  if (target <= 0) faults.push({ fault: 'target-not-above-zero', line: code })
  if (
    (method.kind === 'steps' || method.kind === 'times-steps') &&
    method.bands.some(({ points }) => points > weight)
  ) {
    faults.push({ fault: 'bands-exceed-weight', line: code })
  }
  if (value.from === 'indicator' && scoringMethods[method.kind].reads !== 'rate') {
    faults.push({ fault: 'indicator-is-a-rate', line: code })
  }
  if (value.from === 'cases' && method.kind !== 'deduction') {
    faults.push({ fault: 'cases-are-deducted', line: code })
  }
  return faults
}

/** Lines that share the hundred points. */
export function counts({ method }: Pick<SheetLine, 'method'>): boolean {
  return method.kind !== 'veto' && !isOnTop(method)
}

export function linesOf({ sections }: AssessmentSheet): SheetLine[] {
  return sections.flatMap(({ lines }) => lines)
}

type ScoredLine = {
  line: string
  /** Null when the line does not apply (不适用) or nobody has entered its value (未填). */
  hundredths: number | null
  state: 'scored' | 'not-applicable' | 'missing' | 'vetoed'
}

export type ScoredSheet = {
  lines: ScoredLine[]
  /** Out of 100 points; more with a bonus. */
  hundredths: number
  grade: string
  /** Lines that stopped the sheet or their section. */
  vetoedBy: string[]
}

/**
 * Scores a sheet: each line rounded to two decimals, then summed. A line that does not apply is left out and the others
 * are scaled to the hundred; a value nobody entered is no points. A veto takes its section or the whole sheet.
 * Source: performance-and-funds.md §3, §3.1.
 */
export function scoreSheet(sheet: AssessmentSheet, values: ReadonlyMap<string, LineValue>): ScoredSheet {
  const lines = new Map<string, ScoredLine>()
  const vetoedBy: string[] = []
  let whole = 0n
  let sum = 0
  let bonus = 0
  let stopped = false
  for (const section of sheet.sections) {
    const veto = section.lines.filter(({ code, method }) => {
      const value = values.get(code)
      return method.kind === 'veto' && value?.kind === 'answer' && value.yes
    })
    vetoedBy.push(...veto.map(({ code }) => code))
    stopped ||= veto.some(({ method }) => method.kind === 'veto' && method.of === 'sheet')
    for (const line of section.lines) {
      const scored = veto.length > 0 ? nothing(line, 'vetoed') : scoreLine(line, values.get(line.code))
      lines.set(line.code, scored)
      if (isOnTop(line.method)) bonus += scored.hundredths ?? 0
      else if (counts(line) && scored.state !== 'not-applicable') {
        whole += hundredths(line.weight)
        sum += scored.hundredths ?? 0
      }
    }
  }
  const scaled = whole === 0n ? 0 : halfUp(BigInt(sum) * 10_000n, whole)
  const total = stopped ? 0 : scaled + bonus
  return { lines: [...lines.values()], hundredths: total, grade: gradeOf(sheet.grades, total), vetoedBy }
}

function scoreLine({ code, method, weight }: SheetLine, value: LineValue | undefined): ScoredLine {
  if (value === undefined) return { line: code, hundredths: null, state: 'missing' }
  const points = pointsOf(method, Number(hundredths(weight)), value)
  if (points === null) return { line: code, hundredths: null, state: 'not-applicable' }
  return { line: code, hundredths: points, state: 'scored' }
}

function nothing({ code }: SheetLine, state: 'vetoed'): ScoredLine {
  return { line: code, hundredths: 0, state }
}

/** 等次 of a score: the best grade whose lower bound is reached; the bound belongs to the better grade. */
export function gradeOf(grades: readonly Grade[], scoreHundredths: number): string {
  const reached = grades.filter(({ fromPoints }) => BigInt(scoreHundredths) >= hundredths(fromPoints))
  return reached.sort((a, b) => b.fromPoints - a.fromPoints)[0]?.name ?? ''
}

/** 排名: equal scores share a place, and the next place is skipped (1, 2, 2, 4). */
export function rankingOf<Of>(
  scores: readonly { of: Of; hundredths: number }[],
): { of: Of; place: number }[] {
  const sorted = [...scores].sort((a, b) => b.hundredths - a.hundredths)
  return sorted.map(({ of, hundredths: score }) => ({
    of,
    place: sorted.findIndex((other) => other.hundredths === score) + 1,
  }))
}
