import type { LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type AgePolicy, isDerived, type Population, type PopulationMembership } from './population.ts'

/** Who said that a resident belongs to a population (认定来源). */
export const declarationSources = {
  'clinic-diagnosis': '医疗机构诊断',
  screening: '筛查、体检发现',
  register: '花名册',
  'civil-affairs': '民政部门',
  'poverty-relief': '乡村振兴部门',
  'disabled-federation': '残联',
  'family-planning': '计生部门',
  'public-security': '公安部门',
  veterans: '退役军人事务部门',
  'maternal-child': '妇幼保健机构',
  family: '本人或家属申报',
  'service-record': '服务记录',
} as const

export type DeclarationSource = keyof typeof declarationSources

export type DeclarationRefusal =
  /** From age, or from a rule of the county's own (县定人群). */
  | { code: 'population-follows-from-age'; population: Population }
  | { code: 'population-already-declared'; population: Population; since: LocalDate }
  | { code: 'population-not-declared'; population: Population }
  | { code: 'population-of-women'; population: Population }
  | { code: 'day-in-future' }
  | { code: 'day-before-birth'; birthDate: LocalDate }
  | { code: 'ends-before-it-began'; began: LocalDate }

type Declared = { birthDate: LocalDate; sex: Sex; populations: readonly PopulationMembership[] }

/** Why a resident cannot be declared to belong to a population from a day; null when nothing speaks against it. */
export function whyCannotDeclare(
  resident: Declared,
  population: Population,
  period: { since: LocalDate; until: LocalDate | null },
  today: LocalDate,
  ages: Pick<AgePolicy, 'own'> = {},
): DeclarationRefusal | null {
  if (isDerived(population, ages)) return { code: 'population-follows-from-age', population }
  if (period.since > today) return { code: 'day-in-future' }
  if (period.since < resident.birthDate) return { code: 'day-before-birth', birthDate: resident.birthDate }
  if (period.until !== null && period.until < period.since)
    return { code: 'ends-before-it-began', began: period.since }
  if (population === 'pregnant' && resident.sex === 'male') return { code: 'population-of-women', population }
  const overlapping = resident.populations.find(
    (held) =>
      held.population === population &&
      (held.until === null || held.until >= period.since) &&
      (period.until === null || held.since <= period.until),
  )
  return overlapping ? { code: 'population-already-declared', population, since: overlapping.since } : null
}

/** Why a membership cannot end with a last day; null when it can. */
export function whyCannotEnd(
  membership: PopulationMembership | undefined,
  population: Population,
  lastDay: LocalDate,
  today: LocalDate,
): DeclarationRefusal | null {
  if (isDerived(population, {})) return { code: 'population-follows-from-age', population }
  if (membership === undefined) return { code: 'population-not-declared', population }
  if (lastDay > today) return { code: 'day-in-future' }
  return lastDay < membership.since ? { code: 'ends-before-it-began', began: membership.since } : null
}
