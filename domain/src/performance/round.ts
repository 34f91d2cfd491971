import type { AssessedKind, SheetLine } from './assessment-sheet.ts'
import { type LineValue, scoringMethods } from './scoring.ts'

/** Who scores, from the one assessed up: each sees what the one before has entered. Source: performance-and-funds.md §3. */
export const scoringLevels = { self: '自评', township: '乡镇评分', county: '县级确认' } as const
export type ScoringLevel = keyof typeof scoringLevels

/** How far one assessed has come in a round of assessment (考核期). */
export const assessmentStates = {
  open: '待自评',
  'self-scored': '已自评',
  'township-scored': '乡镇已评',
  'county-confirmed': '县已确认',
} as const
export type AssessmentState = keyof typeof assessmentStates

/** A round goes on until it is published (公布); from then on it does not move. */
export const roundStates = { ...assessmentStates, published: '已公布' } as const
const reached: Record<ScoringLevel, AssessmentState> = {
  self: 'self-scored',
  township: 'township-scored',
  county: 'county-confirmed',
}
const order = Object.keys(assessmentStates) as AssessmentState[]

/** The levels that score one of a kind: a township hospital is not scored by itself a second time. */
export function levelsFor(kind: AssessedKind): readonly ScoringLevel[] {
  return kind === 'township' ? ['self', 'county'] : ['self', 'township', 'county']
}

/**
 * Whether a level may enter values: once the one before has handed over, and until the next one has. After the end of the
 * period a level waits for nobody: who has not scored by then is scored from above (逾期未评由上级直接评分).
 */
export function mayScore(
  kind: AssessedKind,
  state: AssessmentState,
  level: ScoringLevel,
  periodOver: boolean,
): boolean {
  const levels = levelsFor(kind)
  const position = levels.indexOf(level)
  if (position < 0) return false
  if (periodOver && position > 0) return order.indexOf(state) <= order.indexOf(reached[level])
  const before = position === 0 ? 'open' : reached[levels[position - 1]!]
  return state === before || state === reached[level]
}

/** The state when a level has handed over its scores; handing over again changes nothing. */
export function stateAfter(level: ScoringLevel): AssessmentState {
  return reached[level]
}

/** The state of a whole round: that of whoever is furthest behind. */
export function leastOf(states: readonly AssessmentState[]): AssessmentState {
  return order[Math.min(...states.map((state) => order.indexOf(state)))] ?? 'open'
}

/** The value that counts: that of the highest level which entered one. */
export function inForce<Entry extends { level: ScoringLevel }>(entries: readonly Entry[]): Entry | undefined {
  return (['county', 'township', 'self'] as const)
    .map((level) => entries.find((entry) => entry.level === level))
    .find((entry) => entry !== undefined)
}

export type EntryFault = 'computed-line' | 'other-kind' | 'more-than-all' | 'proof-missing'

/** What is wrong with a value entered for a line; null when it can be scored. */
export function entryFault(
  { method, value }: SheetLine,
  entered: LineValue,
  proof: string,
): EntryFault | null {
  if (value.from !== 'entry') return 'computed-line'
  if (entered.kind !== scoringMethods[method.kind].reads) return 'other-kind'
  if (entered.kind === 'rate' && entered.rate.numerator > entered.rate.denominator) return 'more-than-all'
  return value.proof === 'required' && proof.trim() === '' ? 'proof-missing' : null
}
