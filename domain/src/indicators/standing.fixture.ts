import { type LocalDate, localDate } from '../days/local-date.ts'
import { person } from '../duties/duty-facts.fixture.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { type Trait, traitsIn } from './flags.ts'
import { defaultIndicatorPolicy, type IndicatorPolicy } from './indicator-policy.ts'
import { type OwedService, standingOn } from './standing.ts'

export const TODAY = localDate('2026-11-21')

/** 王秀英, 72, at home, in no population but the elderly. */
export const wang: ResidentFacts = person({ birthDate: localDate('1954-03-02') })

export const in2026 = (monthDay: string): LocalDate => localDate(`2026-${monthDay}`)
export const agreement = (
  startsOn: string,
  endsOn: string,
  more: Partial<AgreementFacts> = {},
): AgreementFacts => ({
  agreementId: `from-${startsOn}`,
  teamId: 'team',
  startsOn: localDate(startsOn),
  endsOn: localDate(endsOn),
  terminatedOn: null,
  packages: [{ packageCode: 'basic', name: '基础包', paid: false, items: [] }],
  ...more,
})
export const thisYears = agreement('2026-01-01', '2026-12-31')
export const service = (
  form: string,
  performedOn: string,
  more: Partial<ServiceFacts> = {},
): ServiceFacts => ({
  recordId: `${form}-${performedOn}`,
  form,
  performedOn: localDate(performedOn),
  mode: 'clinic',
  controlled: null,
  nextDueOn: null,
  referred: false,
  ...more,
})
export const followUp = (performedOn: string, more: Partial<ServiceFacts> = {}) =>
  service('hypertension-follow-up', performedOn, more)
export const assessment = (performedOn: string) => service('health-assessment', performedOn)
export const specification = { kind: 'specification', rule: 'rule', source: 'N3' } as const
const agreed = {
  kind: 'agreement',
  agreementId: 'from-2026-01-01',
  packageCode: 'basic',
  packageName: '基础包',
  times: 1,
  every: 'quarter',
} as const
/** An agreed item of the third quarter, done in time. */
export const owed = (more: Partial<OwedService>): OwedService => ({
  dueFrom: in2026('07-01'),
  dueBy: in2026('09-30'),
  closesOn: in2026('12-31'),
  doneOn: in2026('09-15'),
  cancelledOn: null,
  pausedFrom: null,
  pausedUntil: null,
  because: [specification, agreed],
  ...more,
})
export const undone = { doneOn: null }
/** Missed: it can no longer be made up for. */
export const missed = (year: number) => ({
  ...undone,
  dueFrom: localDate(`${year}-01-01`),
  dueBy: localDate(`${year}-03-31`),
  closesOn: localDate(`${year}-04-15`),
})

export function traitsOf(
  facts: Partial<ResidentFacts>,
  duties: OwedService[] = [],
  { on = TODAY, policy = {} as Partial<IndicatorPolicy> } = {},
): Trait[] {
  return traitsIn(
    standingOn(on, { ...wang, ...facts }, duties, { ...defaultIndicatorPolicy, ...policy }).traitBits,
  )
}
