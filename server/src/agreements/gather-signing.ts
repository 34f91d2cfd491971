import type { AgreementUnit, SignedVia, SigningKind } from '@qianyue/domain/agreements/agreement.ts'
import { type AgreementPolicy, householdDiscount } from '@qianyue/domain/agreements/agreement-policy.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import type { Signer } from '@qianyue/domain/agreements/signatory.ts'
import {
  type MemberToSign,
  type SigningFacts,
  type SigningRefusal,
  signingKindOf,
} from '@qianyue/domain/agreements/signing.ts'
import { paidMonths, termFrom } from '@qianyue/domain/agreements/term.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { withNegotiated } from '@qianyue/domain/packages/negotiated.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import { type PlannedPackage, plannedPackages } from '@qianyue/domain/packages/planning.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { type Population, populationsOn } from '@qianyue/domain/populations/population.ts'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'
import { whyNotEligible } from '@qianyue/domain/teams/team.ts'
import { askTogether } from '../http/company.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { gapsOf } from '../teams/describe-team.ts'
import { capsOf, loadOf } from '../teams/teams.queries.ts'
import type { AgreementRow } from './agreements.queries.ts'
import { knownToSign, NO_CAPS } from './known-to-sign.ts'
import type { PlacesTaken } from './scarce-places.ts'
import type { NewAgreement, PersonToSign } from './signing.queries.ts'

/** A signing as it is asked for, new, as a renewal or as a transfer. */
export type SigningAsked = {
  id: string
  unit: AgreementUnit
  householdId: string | null
  teamId: string | null
  signatoryId: string | null
  startsOn: LocalDate
  termMonths: number
  members: readonly {
    residentId: string
    packageIds: readonly string[]
    /** 补充约定. */
    negotiated: readonly AgreedItem[]
  }[]
  signedVia: SignedVia
  overCapReason: string | null
  /** Given at the door before it came here; null when it is given now. */
  signedOn: LocalDate | null
  /** The agreement that this one ends where it begins, so that the two do not stand in each other's way. */
  replacesId: string | null
}

/** Everything known and decided about a signing before anything is written. */
export type SigningPlan = {
  asked: SigningAsked
  facts: SigningFacts
  people: ReadonlyMap<string, PersonToSign>
  policy: Policy
  offered: readonly PackageVersion[]
  team: PlacesTaken['team']
  endsOn: LocalDate
  members: {
    residentId: string
    populations: ReadonlySet<Population>
    packages: PlannedPackage[]
    negotiated: readonly AgreedItem[]
  }[]
}

/**
 * Gathers what a signing must know. With `lock`, its residents are taken by one signing at a time from here on, and so is a
 * team or package that is nearly full.
 * @returns null when an agreement of this id is there already.
 * @throws NotFound when a member, or the team, does not exist for the viewer.
 */
export async function gatherSigning(
  context: Context,
  asked: SigningAsked,
  { lock }: { lock: boolean },
): Promise<SigningPlan | null> {
  const { today } = context
  const known = await askTogether(context, knownToSign, { asked, ownTeamIds: context.viewer.teamIds, lock })
  if (known === null) return null
  const { policy, team, packages: offered, packagesTaken } = known
  const people = new Map(known.people.map((person) => [person.id, person]))
  if (asked.members.some(({ residentId }) => !people.has(residentId))) throw new NotFound('resident')
  if (asked.teamId !== null && team === null) throw new NotFound('team')

  const members = asked.members.map(({ residentId, packageIds }) =>
    memberToSign(people.get(residentId)!, packageIds, asked, policy),
  )
  const signatory = asked.signatoryId === null ? null : signerOf(people.get(asked.signatoryId))
  const facts: SigningFacts = {
    request: {
      unit: asked.unit,
      householdId: asked.householdId,
      startsOn: asked.startsOn,
      termMonths: asked.termMonths,
      overCapReason: asked.overCapReason,
    },
    members,
    signatory,
    team: signingTeam(team, policy, today),
    offered,
    packagesTaken,
    policy: policy.agreements,
    capPolicy: policy.caps,
    keyPopulations: policy.figures.keyPopulations,
    today: asked.signedOn ?? today,
  }
  return {
    asked,
    facts,
    people,
    policy,
    offered,
    team,
    endsOn: termFrom(asked.startsOn, asked.termMonths, policy.agreements.termEnds).endsOn,
    members: members.map(({ residentId, populations, packageIds }, at) => ({
      residentId,
      populations,
      negotiated: asked.members[at]!.negotiated,
      packages: plannedPackages(
        packageIds,
        populations,
        offered,
        policy['package-proposals'],
        asked.termMonths,
        {
          months: paidMonths(asked.startsOn, asked.termMonths, policy.agreements),
          percentOff: householdDiscount(policy.agreements, asked.unit, asked.members.length),
        },
      ),
    })),
  }
}

function signerOf(person: PersonToSign | undefined): Signer | null {
  if (!person) return null
  const { id, birthDate, diedOn, householdId, isHead } = person
  return { residentId: id, birthDate, diedOn, householdId, isHouseholdHead: isHead }
}

function memberToSign(
  person: PersonToSign,
  packageIds: readonly string[],
  { startsOn, teamId, replacesId }: SigningAsked,
  policy: Policy,
): MemberToSign {
  const { movedOutOn, villageCode, taken } = person
  return {
    ...signerOf(person)!,
    movedOutOn,
    villageCode,
    populations: populationsOn(startsOn, person, policy.ages),
    taken: taken.filter(({ agreementId }) => agreementId !== replacesId),
    onPanel: taken.some((term) => term.teamId === teamId),
    packageIds: [...new Set(packageIds)],
  }
}

function signingTeam(team: PlacesTaken['team'], policy: Policy, today: LocalDate): SigningFacts['team'] {
  if (team === null) {
    return {
      teamId: '',
      closed: false,
      villages: [],
      ineligibility: null,
      gaps: [],
      load: { persons: 0, keyPersons: 0, households: 0, villages: 0 },
      caps: NO_CAPS,
    }
  }
  const leader = team.members.find(({ leads }) => leads)
  return {
    teamId: team.id,
    closed: team.dissolvedOn !== null && team.dissolvedOn <= today,
    villages: team.villages,
    ineligibility: leader ? whyNotEligible(today, leader) : null,
    gaps: gapsOf(team.members, policy['team-minimum'], today),
    load: loadOf(team),
    caps: capsOf(team, policy.caps),
  }
}

/** Who it is about, for a page that shows the words beside the person. */
export function refused(
  refusal: SigningRefusal,
  policy: Pick<Policy, 'ages'> & { agreements?: AgreementPolicy },
): Refused {
  const { code, ...details } = refusal
  const { agreements } = policy
  const renewable = agreements && code === 'already-signed' ? { noticeDays: agreements.noticeDays } : {}
  return new Refused(code, refusalWords(refusal, policy.ages), { ...details, ...renewable })
}

/** What is written for a signing that nothing stands against. */
export function agreementToWrite(
  plan: SigningPlan,
  context: Context,
  how: {
    follows: { id: string; how: 'renewal' | 'transfer' } | null
    pending: boolean
    paperDue: boolean
    event: { kind: string; details: Record<string, unknown> }
  },
): NewAgreement {
  const { asked, team, endsOn } = plan
  const { viewer } = context
  const signedOn = asked.signedOn ?? context.today
  const kind: SigningKind = signingKindOf(asked.startsOn, signedOn, how.follows?.how ?? 'nothing')
  return {
    id: asked.id,
    unit: asked.unit,
    householdId: asked.householdId,
    unitCode: team!.unitCode,
    teamId: team!.id,
    signatoryId: asked.signatoryId!,
    kind,
    followsId: how.follows?.id ?? null,
    startsOn: asked.startsOn,
    endsOn,
    termMonths: asked.termMonths,
    signedVia: asked.signedVia,
    signedOn: how.pending ? null : signedOn,
    paperDue: how.paperDue,
    overCapReason: asked.overCapReason,
    createdBy: viewer.accountId || null,
    members: plan.members.map(({ residentId, populations, packages, negotiated }) => ({
      residentId,
      packages: withNegotiated(
        packages.map(({ agreed }) => agreed),
        negotiated,
      ),
      packageVersionIds: packages.map(({ version }) => version.id),
      populations: [...populations],
    })),
    fees: plan.members.flatMap(({ residentId, packages }) =>
      packages.flatMap(({ version, fees }) =>
        fees.map(({ payer, fen }) => ({ residentId, packageVersionId: version.id, payer, feeFen: fen })),
      ),
    ),
    event: {
      ...how.event,
      happenedOn: signedOn,
      recordedAt: `${context.now.toISOString().slice(0, 19)}Z`,
    },
  }
}

/** The agreement that {@link agreementToWrite} wrote, as reading it again would give it. */
export function writtenRow(
  plan: SigningPlan,
  agreement: NewAgreement,
  { viewer }: Context,
  details: { number: string | null; followsNumber: string | null },
): AgreementRow {
  const { people, team } = plan
  const signatory = people.get(agreement.signatoryId)!
  return {
    id: agreement.id,
    number: details.number,
    unit: agreement.unit,
    kind: agreement.kind,
    startsOn: agreement.startsOn,
    endsOn: agreement.endsOn,
    termMonths: agreement.termMonths,
    signedOn: agreement.signedOn,
    signedVia: agreement.signedVia,
    declined: null,
    paperDue: agreement.paperDue,
    terminatedOn: null,
    endReason: null,
    endNote: null,
    teamId: team!.id,
    teamName: team!.name,
    teamPhone: team!.phone,
    unitCode: team!.unitCode,
    unitName: team!.unitName,
    householdId: agreement.householdId,
    address: agreement.householdId === null ? null : people.get(agreement.members[0]!.residentId)!.address,
    signatoryId: agreement.signatoryId,
    signatoryName: signatory.name,
    followsId: agreement.followsId,
    followsNumber: details.followsNumber,
    followedBy: null,
    members: writtenMembers(plan, agreement),
    fees: writtenFees(plan, agreement),
    events: [{ ...agreement.event, residentId: null, recordedBy: viewer.name }],
  }
}

/** The signatory first, then the oldest. */
function writtenMembers({ people }: SigningPlan, agreement: NewAgreement): AgreementRow['members'] {
  const { startsOn, endsOn, signatoryId } = agreement
  return agreement.members
    .map((member) => {
      const { name, sex, birthDate, diedOn, relation } = people.get(member.residentId)!
      return {
        residentId: member.residentId,
        name,
        sex,
        birthDate,
        diedOn,
        relation,
        populations: [...member.populations],
        packages: [...member.packages],
        packageVersionIds: [...member.packageVersionIds],
        startsOn,
        endsOn,
        terminatedOn: null,
        endReason: null,
        lost: null,
      }
    })
    .sort(
      (a, b) =>
        Number(b.residentId === signatoryId) - Number(a.residentId === signatoryId) ||
        (a.birthDate < b.birthDate ? -1 : 1),
    )
}

/** By the codes of packages and payers. */
function writtenFees({ offered }: SigningPlan, agreement: NewAgreement): AgreementRow['fees'] {
  const versionOf = (id: string) => offered.find((version) => version.id === id)!
  const fees = agreement.fees.map(({ residentId, packageVersionId, payer, feeFen }) => ({
    residentId,
    packageId: packageVersionId,
    packageName: versionOf(packageVersionId).name,
    payer,
    fen: feeFen,
    refundedFen: 0,
  }))
  const codeOf = ({ packageId, payer }: (typeof fees)[number]) => `${versionOf(packageId).code} ${payer}`
  return fees.sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
}
