import { addDays, type LocalDate } from '../days/local-date.ts'
import { findForm } from '../forms/forms.ts'
import { continuedOn } from '../services/continued.ts'
import { asksAfter } from './asks-after.ts'

/** What is noted of somebody who was sent to a hospital. Source: requirements-from-seeds.md R204 to R207. */
export const referralSteps = {
  booked: { name: '已联系预约' },
  seen: { name: '已就诊' },
  admitted: { name: '已住院' },
  home: { name: '已出院回家' },
  card: { name: '健康联系卡已收回上报' },
  'not-gone': { name: '没有去' },
} as const
export type ReferralStep = keyof typeof referralSteps

/** How a referral stands. */
export const referralStates = {
  advised: { name: '建议转诊，未开单' },
  sent: { name: '已开转诊单' },
  booked: { name: '已预约' },
  admitted: { name: '住院中' },
  home: { name: '已出院，联系卡未收' },
  ended: { name: '已了结' },
} as const
export type ReferralState = keyof typeof referralStates

/** By what a referral ended: a step, or a record that says it. */
export const referralOutcomes = {
  back: { name: '已回转' },
  seen: { name: referralSteps.seen.name },
  followed: { name: '已随访' },
  card: { name: '已出院，联系卡已收' },
  'not-gone': { name: referralSteps['not-gone'].name },
  gone: { name: '已死亡或迁出' },
} as const
export type ReferralOutcome = keyof typeof referralOutcomes

/** The discharge contact card is in within so many days after the patient is home. Source: contract-policy.md, S3 文2三(四). */
const CARD_WITHIN_DAYS = 2

/** A day of a resident that bears on referrals. */
export type ReferralEvent = { readonly id: string; readonly on: LocalDate } & (
  | { readonly kind: 'record'; readonly form: string; readonly referred: boolean }
  | { readonly kind: 'slip' | 'back' | 'gone' }
  | { readonly kind: Exclude<ReferralStep, 'booked'> }
  | { readonly kind: 'booked'; readonly bookedFor: LocalDate | null }
)

export type Referral<Event extends ReferralEvent = ReferralEvent> = {
  /** The day on which it was advised first, or the slip was written. */
  readonly since: LocalDate
  readonly state: ReferralState
  /** Null as long as it is open. */
  readonly outcome: ReferralOutcome | null
  /** The last day to ask after the patient, or for the card; null for somebody in hospital and for what has ended. */
  readonly dueBy: LocalDate | null
  /** In the order of their days; the first is what it began with. */
  readonly events: readonly Event[]
}

/** On one day the advice comes before its slip, and both before what became of them. */
const ORDER = ['record', 'slip', 'booked', 'not-gone', 'seen', 'admitted', 'home', 'card', 'back', 'gone']

/**
 * The referrals of one resident, the first one first. One begins with a record after which somebody is sent to a hospital, or
 * with a slip; records and slips that follow while it is open belong to it. It ends by the hospital's slip (回转单), by what
 * somebody noted, or by a later visit on the same sheet that sends nobody, of an examination on one that looks at what it
 * found: whoever saw the patient has asked. What is noted
 * after the end belongs to it still, for somebody who was seen may be admitted days later.
 * @param askWithinDays from the advice on; two weeks in the national specification (主动随访转诊情况).
 */
export function referralsOf<Event extends ReferralEvent>(
  events: readonly Event[],
  { askWithinDays }: { askWithinDays: number },
): Referral<Event>[] {
  const referrals: { -readonly [Key in keyof Referral<Event>]: Referral<Event>[Key] }[] = []
  const inOrder = events.toSorted(
    (a, b) => a.on.localeCompare(b.on) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  )
  for (const event of inOrder) {
    const last = referrals.at(-1)
    const open = last?.state === 'ended' ? undefined : last
    const becomes = (referral: typeof last, now: Omit<Referral, 'since' | 'events'>) =>
      referral && Object.assign(referral, now, { events: [...referral.events, event] })
    const ends = (referral: typeof last, outcome: ReferralOutcome) =>
      becomes(referral, { state: 'ended', outcome, dueBy: null })

    if (event.kind === 'record' && !event.referred) {
      if (open?.events.some((one) => isAdvice(one) && goesOn(event.form, one.form) && one.on < event.on))
        ends(open, 'followed')
    } else if (event.kind === 'record' || event.kind === 'slip') {
      const dueBy = addDays(event.on, askWithinDays)
      if (!open)
        referrals.push({
          since: event.on,
          state: event.kind === 'slip' ? 'sent' : 'advised',
          outcome: null,
          dueBy,
          events: [event],
        })
      else {
        const { state, outcome } = open
        const isInHospital = state === 'admitted' || state === 'home'
        becomes(open, {
          state: event.kind === 'slip' && state === 'advised' ? 'sent' : state,
          outcome,
          dueBy: isInHospital ? open.dueBy : dueBy,
        })
      }
    } else if (event.kind === 'back') ends(open, 'back')
    else if (event.kind === 'gone') ends(open, 'gone')
    else if (event.kind === 'booked') {
      const asked = addDays(event.on, askWithinDays)
      const dueBy = event.bookedFor !== null && event.bookedFor > asked ? event.bookedFor : asked
      becomes(last, { state: 'booked', outcome: null, dueBy })
    } else if (event.kind === 'admitted') becomes(last, { state: 'admitted', outcome: null, dueBy: null })
    else if (event.kind === 'home')
      becomes(last, { state: 'home', outcome: null, dueBy: addDays(event.on, CARD_WITHIN_DAYS) })
    else ends(last, event.kind)
  }
  return referrals
}

/** Whether a visit on one sheet asks what became of a referral on another: also where the service goes on on another one. */
function goesOn(form: string, referredOn: string): boolean {
  const main = (code: string) => findForm(code)?.proves?.[0]
  const service = main(referredOn)
  return (
    asksAfter(form, referredOn) ||
    (service !== undefined && (main(form) === service || continuedOn(form).some((code) => code === service)))
  )
}

function isAdvice(event: ReferralEvent): event is Extract<ReferralEvent, { kind: 'record' }> {
  return event.kind === 'record' && event.referred
}

/** Why a step cannot be noted on a day, in words; null when it can. */
export function stepProblem(
  step: ReferralStep,
  on: LocalDate,
  last: Referral | undefined,
  today: LocalDate,
): string | null {
  if (last === undefined) return '这位居民近期没有转诊，请先开转诊单。'
  if (on > today) return '日期不能晚于今天。'
  if (on < last.since) return `日期不能早于转诊之日 ${last.since}。`
  if (step === 'card' && !last.events.some(({ kind, on: day }) => kind === 'home' && day <= on))
    return '请先登记出院回家的日期，再登记健康联系卡。'
  return null
}
