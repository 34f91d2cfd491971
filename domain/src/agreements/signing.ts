import { addDays, type LocalDate } from '../days/local-date.ts'
import { type PackageRefusal, whyNotTheseForOne } from '../packages/choosing.ts'
import type { PackageVersion } from '../packages/package.ts'
import type { Population } from '../populations/population.ts'
import { type CapPolicy, type CapRefusal, type Caps, type Load, whyOverCap } from '../teams/capacity.ts'
import type { Ineligibility, TeamGap } from '../teams/team.ts'
import type { AgreementUnit, SigningKind } from './agreement.ts'
import type { AgreementPolicy } from './agreement-policy.ts'
import type { ArrivalRefusal } from './contest.ts'
import { type SignatoryRefusal, type Signer, whyMayNotSign } from './signatory.ts'
import { overlap, type Term, termFrom } from './term.ts'

/** A span in which a resident is already covered: an agreement signed or waiting, up to its last day of cover. */
type TakenTerm = Term & { agreementId: string }

/** What must be known of a resident who is to be covered. */
export type MemberToSign = Signer & {
  movedOutOn: LocalDate | null
  villageCode: number
  /** On the day the term starts. */
  populations: ReadonlySet<Population>
  taken: readonly TakenTerm[]
  /** Counts among the team's residents already: a renewal takes up no further place. */
  onPanel: boolean
  packageIds: readonly string[]
}

/** What must be known of the team that signs. */
export type SigningTeam = {
  teamId: string
  closed: boolean
  villages: readonly number[]
  /** Why its leader may not sign; null when he may. */
  ineligibility: Ineligibility | null
  gaps: readonly TeamGap[]
  load: Load
  caps: Caps
}

export type SigningRequest = {
  unit: AgreementUnit
  householdId: string | null
  startsOn: LocalDate
  termMonths: number
  /** 超额原因: why a full team takes these on, where the county allows it. */
  overCapReason: string | null
}

export type SigningRefusal =
  | { code: 'unit-not-allowed'; unit: AgreementUnit }
  | { code: 'term-not-allowed'; termMonths: number; allowedYears: readonly number[] }
  | { code: 'starts-too-early'; earliest: LocalDate }
  | { code: 'starts-too-late'; latest: LocalDate }
  | { code: 'no-members' }
  | { code: 'one-person-only' }
  | { code: 'member-twice'; residentId: string }
  | { code: 'member-not-in-household'; residentId: string }
  | { code: 'member-dead'; residentId: string; diedOn: LocalDate }
  | { code: 'member-moved-out'; residentId: string; movedOutOn: LocalDate }
  | { code: 'already-signed'; residentId: string; agreementId: string; until: LocalDate }
  | ArrivalRefusal
  | SignatoryRefusal
  | { code: 'team-closed' }
  | { code: 'team-not-eligible'; ineligibility: Ineligibility }
  | { code: 'team-incomplete'; gaps: readonly TeamGap[] }
  | { code: 'village-not-covered'; residentId: string; villageCode: number }
  | ({ code: 'team-full' } & CapRefusal)
  | (PackageRefusal & { residentId: string })

/** The facts of a signing, gathered by whoever asks. */
export type SigningFacts = {
  request: SigningRequest
  members: readonly MemberToSign[]
  signatory: Signer | null
  team: SigningTeam
  /** Versions that can be signed on the day the term starts. */
  offered: readonly PackageVersion[]
  /** Persons who have a package now, by its code. */
  packagesTaken: ReadonlyMap<string, number>
  policy: AgreementPolicy
  capPolicy: CapPolicy
  /** 重点人群, on whom a team may have a cap. */
  keyPopulations: readonly Population[]
  today: LocalDate
}

/** Everything that stands against a signing, the agreement first, then its members; empty when it can be signed. */
export function signingRefusals(facts: SigningFacts): SigningRefusal[] {
  return [
    ...termRefusals(facts),
    ...facts.members.flatMap((member) => memberRefusals(member, facts)),
    ...signatoryRefusals(facts),
    ...teamRefusals(facts),
    ...packageRefusals(facts),
  ]
}

/** Why it cannot be signed; null when it can. */
export function whyCannotSign(facts: SigningFacts): SigningRefusal | null {
  return signingRefusals(facts)[0] ?? null
}

function termRefusals({ request, members, policy, today }: SigningFacts): SigningRefusal[] {
  const { unit, startsOn, termMonths } = request
  const refusals: SigningRefusal[] = []
  if (!policy.units.includes(unit)) refusals.push({ code: 'unit-not-allowed', unit })
  if (!policy.allowedTermsYears.some((years) => years * 12 === termMonths)) {
    refusals.push({ code: 'term-not-allowed', termMonths, allowedYears: policy.allowedTermsYears })
  }
  const earliest = addDays(today, -policy.lateSigningWithinDays)
  const latest = addDays(today, policy.signAheadWithinDays)
  if (startsOn < earliest) refusals.push({ code: 'starts-too-early', earliest })
  if (startsOn > latest) refusals.push({ code: 'starts-too-late', latest })
  if (members.length === 0) refusals.push({ code: 'no-members' })
  if (unit === 'person' && members.length > 1) refusals.push({ code: 'one-person-only' })
  const seen = new Set<string>()
  for (const { residentId } of members) {
    if (seen.has(residentId)) refusals.push({ code: 'member-twice', residentId })
    seen.add(residentId)
  }
  return refusals
}

function memberRefusals(member: MemberToSign, { request, team, policy }: SigningFacts): SigningRefusal[] {
  const { residentId, diedOn, movedOutOn, householdId, villageCode } = member
  const { startsOn } = request
  if (diedOn !== null) return [{ code: 'member-dead', residentId, diedOn }]
  const refusals: SigningRefusal[] = []
  if (movedOutOn !== null && movedOutOn <= startsOn) {
    refusals.push({ code: 'member-moved-out', residentId, movedOutOn })
  }
  if (request.unit === 'household' && householdId !== request.householdId) {
    refusals.push({ code: 'member-not-in-household', residentId })
  }
  const asked = termFrom(startsOn, request.termMonths, policy.termEnds)
  const overlapping = member.taken.find((term) => overlap(term, asked))
  if (overlapping) {
    const { agreementId, endsOn } = overlapping
    refusals.push({ code: 'already-signed', residentId, agreementId, until: endsOn })
  }
  if (policy.outsideVillages === 'refused' && !team.villages.includes(villageCode)) {
    refusals.push({ code: 'village-not-covered', residentId, villageCode })
  }
  return refusals
}

function signatoryRefusals({ request, signatory, members, policy, today }: SigningFacts): SigningRefusal[] {
  if (members.length === 0) return []
  const refusal = whyMayNotSign(request.unit, signatory, members, policy, today)
  return refusal ? [refusal] : []
}

function teamRefusals({
  team,
  members,
  request,
  policy,
  capPolicy,
  keyPopulations,
}: SigningFacts): SigningRefusal[] {
  const refusals: SigningRefusal[] = []
  if (team.closed) refusals.push({ code: 'team-closed' })
  if (team.ineligibility) refusals.push({ code: 'team-not-eligible', ineligibility: team.ineligibility })
  const blocking = policy.incompleteTeam === 'refused' ? team.gaps : []
  if (blocking.length > 0) refusals.push({ code: 'team-incomplete', gaps: blocking })
  const newcomers = members.filter(({ onPanel }) => !onPanel)
  const newHousehold = request.unit === 'household' && newcomers.length === members.length
  const asked = {
    persons: newcomers.length,
    keyPersons: newcomers.filter(({ populations }) => keyPopulations.some((one) => populations.has(one)))
      .length,
    households: newHousehold ? 1 : 0,
    villages: 0,
  }
  const over =
    newcomers.length === 0 ? null : whyOverCap(team.load, asked, team.caps, capPolicy, request.overCapReason)
  if (over) refusals.push({ code: 'team-full', ...over })
  return refusals
}

function packageRefusals({ members, offered, packagesTaken }: SigningFacts): SigningRefusal[] {
  const taken = new Map(packagesTaken)
  const codeOf = new Map(offered.map(({ id, code }) => [id, code]))
  return members.flatMap(({ residentId, packageIds, populations }) => {
    const found = whyNotTheseForOne(packageIds, populations, offered, taken)
    for (const id of packageIds) {
      const code = codeOf.get(id)
      if (code !== undefined) taken.set(code, (taken.get(code) ?? 0) + 1)
    }
    return found.map((refusal) => ({ ...refusal, residentId }))
  })
}

/** 首签、续约、改签 or 补签: a term that began before the day of signing is late paper. */
export function signingKindOf(
  startsOn: LocalDate,
  signedOn: LocalDate,
  follows: 'nothing' | 'renewal' | 'transfer',
): SigningKind {
  if (follows !== 'nothing') return follows
  return startsOn < signedOn ? 'late-signing' : 'first'
}
