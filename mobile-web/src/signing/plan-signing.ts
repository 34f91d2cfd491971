import type { AgreementUnit } from '@qianyue/domain/agreements/agreement.ts'
import { householdDiscount } from '@qianyue/domain/agreements/agreement-policy.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import { possibleSignatories, type Signer } from '@qianyue/domain/agreements/signatory.ts'
import { type MemberToSign, type SigningFacts, signingRefusals } from '@qianyue/domain/agreements/signing.ts'
import { paidMonths, termFrom } from '@qianyue/domain/agreements/term.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember } from '@qianyue/domain/doors/door.ts'
import { type FeeLine, sumByPayer, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import { type PackageVersion, packagesOn } from '@qianyue/domain/packages/package.ts'
import { type PlannedPackage, plannedPackages } from '@qianyue/domain/packages/planning.ts'
import { proposePackages } from '@qianyue/domain/packages/proposing.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { type Population, populationsOn } from '@qianyue/domain/populations/population.ts'
import type { Reference } from '../offline/local-copy.ts'

type PhoneTeam = Reference['teams'][number]

/** A signing at a door as far as it has come; kept as a draft. */
export type SigningDraft = {
  id: string
  unit: AgreementUnit
  /** Who is signed, with the packages chosen for each. */
  members: { residentId: string; packageIds: string[] }[]
  signatoryId: string | null
  teamId: string | null
  termMonths: number
}

/** What a signing at a door looks at: the household, the county's rules, what can be signed. */
export type SigningScene = {
  door: Door
  reference: Pick<Reference, 'packages' | 'teams'>
  policy: Policy
  today: LocalDate
}

export type PlannedMember = {
  member: DoorMember
  populations: ReadonlySet<Population>
  chosen: boolean
  packageIds: string[]
  packages: PlannedPackage[]
  /** Why each proposed package is proposed, by its id. */
  because: ReadonlyMap<string, string>
  /** Covered already on the first day, until when. */
  signedUntil: LocalDate | null
  refusals: string[]
}

export type SigningPlan = {
  members: PlannedMember[]
  signatories: DoorMember[]
  endsOn: LocalDate
  fees: FeeLine[]
  feeFen: number
  /** What stands against it, in words; those of one member stand with the member. */
  refusals: string[]
  offered: PackageVersion[]
}

/** The whole household that is here and not covered, with what policy proposes, the team of the village and the head. */
export function beginSigning(scene: SigningScene, id: string, onlyId: string | null): SigningDraft {
  const { door, policy } = scene
  const free = door.members.filter(
    (member) => isHere(member, scene.today) && coverOf(member, scene.today) === null,
  )
  const chosen = onlyId === null ? free : free.filter((member) => member.id === onlyId)
  const unit: AgreementUnit =
    onlyId === null && door.household !== null && policy.agreements.units.includes('household')
      ? 'household'
      : 'person'
  const members = (unit === 'household' ? chosen : chosen.slice(0, 1)).map((member) => ({
    residentId: member.id,
    packageIds: proposalsFor(member, scene).map(({ packageId }) => packageId),
  }))
  return {
    id,
    unit,
    members,
    signatoryId:
      signatoriesFor(
        unit,
        members.map(({ residentId }) => residentId),
        scene,
      )[0]?.id ?? null,
    teamId: teamsFor(scene)[0]?.id ?? null,
    termMonths: (policy.agreements.allowedTermsYears[0] ?? 1) * 12,
  }
}

/** Teams that may sign here: one's own first, then those of the village. */
export function teamsFor({ door, reference, today }: SigningScene): PhoneTeam[] {
  const serves = (team: PhoneTeam) => team.villages.some(({ code }) => code === door.villageCode)
  const rank = (team: PhoneTeam) => (serves(team) ? 0 : 2) + (team.mine ? 0 : 1)
  return reference.teams
    .filter((team) => (team.dissolvedOn === null || team.dissolvedOn > today) && (team.mine || serves(team)))
    .sort((a, b) => rank(a) - rank(b))
}

export function planSigning(scene: SigningScene, draft: SigningDraft): SigningPlan {
  const { door, reference, policy, today } = scene
  const offered = packagesOn(today, reference.packages)
  const facts = factsOf(scene, draft, offered)
  const found = signingRefusals(facts)
  const about = (id: string) =>
    found.flatMap((refusal) =>
      'residentId' in refusal && refusal.residentId === id ? [refusalWords(refusal, policy.ages)] : [],
    )
  const members = door.members.map((member): PlannedMember => {
    const choice = draft.members.find(({ residentId }) => residentId === member.id)
    const populations = populationsOf(member, scene)
    const packageIds = choice?.packageIds ?? []
    return {
      member,
      populations,
      chosen: choice !== undefined,
      packageIds,
      packages: plannedPackages(
        packageIds,
        populations,
        offered,
        policy['package-proposals'],
        draft.termMonths,
        {
          months: paidMonths(today, draft.termMonths, policy.agreements),
          percentOff: householdDiscount(policy.agreements, draft.unit, draft.members.length),
        },
      ),
      because: new Map(proposalsFor(member, scene).map(({ packageId, because }) => [packageId, because])),
      signedUntil: coverOf(member, today)?.endsOn ?? null,
      refusals: about(member.id),
    }
  })
  const fees = sumByPayer(members.flatMap(({ packages }) => packages.flatMap((one) => one.fees)))
  const team = reference.teams.find(({ id }) => id === draft.teamId)
  const leader = team?.members.find(({ leads }) => leads)
  const ofMembers = new Set(door.members.flatMap(({ id }) => about(id)))
  return {
    members,
    signatories: signatoriesFor(
      draft.unit,
      draft.members.map(({ residentId }) => residentId),
      scene,
    ),
    endsOn: termFrom(today, draft.termMonths, policy.agreements.termEnds).endsOn,
    fees,
    feeFen: totalFen(fees),
    refusals: [
      ...(team ? [] : ['请选择签约团队。']),
      ...found.map((refusal) => refusalWords(refusal, policy.ages)).filter((words) => !ofMembers.has(words)),
      ...(leader?.ineligible ? [`团队长${leader.ineligible}，暂不能签约。`] : []),
      ...(policy.agreements.incompleteTeam === 'refused' ? (team?.gaps ?? []) : []),
    ],
    offered,
  }
}

function factsOf(scene: SigningScene, draft: SigningDraft, offered: PackageVersion[]): SigningFacts {
  const { door, reference, policy, today } = scene
  const team = reference.teams.find(({ id }) => id === draft.teamId)
  const of = (id: string | null) => door.members.find((member) => member.id === id)
  const signatory = of(draft.signatoryId)
  return {
    request: {
      unit: draft.unit,
      householdId: draft.unit === 'household' ? door.id : null,
      startsOn: today,
      termMonths: draft.termMonths,
      overCapReason: null,
    },
    members: draft.members.flatMap(({ residentId, packageIds }) => {
      const member = of(residentId)
      return member ? [memberToSign(member, packageIds, draft, scene)] : []
    }),
    signatory: signatory ? signerOf(signatory, door) : null,
    team: {
      teamId: draft.teamId ?? '',
      closed: false,
      villages: team?.villages.map(({ code }) => code) ?? [],
      ineligibility: null,
      gaps: [],
      load: team?.load ?? { persons: 0, keyPersons: 0, households: 0, villages: 0 },
      caps: team?.caps ?? { persons: null, keyPersons: null, households: null, villages: null },
    },
    offered,
    packagesTaken: new Map(),
    policy: policy.agreements,
    capPolicy: policy.caps,
    keyPopulations: policy.figures.keyPopulations,
    today,
  }
}

function memberToSign(
  member: DoorMember,
  packageIds: string[],
  draft: SigningDraft,
  scene: SigningScene,
): MemberToSign {
  const { door } = scene
  const taken = standing(member).map(({ agreementId, startsOn, endsOn, terminatedOn }) => ({
    agreementId,
    startsOn,
    endsOn: terminatedOn === null ? endsOn : addDays(terminatedOn, -1),
  }))
  return {
    ...signerOf(member, door),
    movedOutOn: member.facts.movedOutOn,
    villageCode: door.villageCode,
    populations: populationsOf(member, scene),
    taken: taken.filter(({ startsOn, endsOn }) => startsOn <= endsOn),
    onPanel: standing(member).some(({ teamId }) => teamId === draft.teamId),
    packageIds,
  }
}

function signerOf(member: DoorMember, door: Door): Signer {
  return {
    residentId: member.id,
    birthDate: member.facts.birthDate,
    diedOn: member.facts.diedOn,
    householdId: door.household === null ? null : door.id,
    isHouseholdHead: door.household?.headId === member.id,
  }
}

/** Who may sign: for the family its head or another adult; for one person that person, or for a child an adult of the family. */
function signatoriesFor(
  unit: AgreementUnit,
  residentIds: readonly string[],
  scene: SigningScene,
): DoorMember[] {
  const { door, policy, today } = scene
  const here = door.members.filter((member) => isHere(member, today))
  const adults = possibleSignatories(
    here.map((member) => ({ ...signerOf(member, door), member })),
    unit === 'household'
      ? policy.agreements
      : { ...policy.agreements, householdSignatory: 'adult-member' as const },
    today,
  ).map(({ member }) => member)
  if (unit === 'household') return adults
  const [only] = residentIds
  const isAdult = adults.some(({ id }) => id === only)
  const alone = here.filter(({ id }) => id === only)
  return isAdult || adults.length === 0 ? alone : adults
}

function proposalsFor(member: DoorMember, scene: SigningScene) {
  const offered = packagesOn(scene.today, scene.reference.packages)
  return proposePackages(populationsOf(member, scene), scene.policy['package-proposals'], offered)
}

function populationsOf({ facts }: DoorMember, { policy, today }: SigningScene) {
  return populationsOn(today, facts, policy.ages)
}

function standing({ agreements }: DoorMember) {
  return agreements.filter(({ lost }) => lost === null)
}

function isHere({ facts }: DoorMember, today: LocalDate): boolean {
  return facts.diedOn === null && (facts.movedOutOn === null || facts.movedOutOn > today)
}

/** The agreement that covers a day, signed or waiting. */
export function coverOf(member: DoorMember, day: LocalDate) {
  return (
    standing(member).find(
      ({ startsOn, endsOn, terminatedOn }) =>
        startsOn <= day && day <= endsOn && (terminatedOn === null || day < terminatedOn),
    ) ?? null
  )
}

/** How a draft names what it signs: the household, or the one person. */
export function signedUnit(door: Door, { unit, members }: SigningDraft) {
  return unit === 'household'
    ? { unit, householdId: door.id }
    : { unit, residentId: members[0]?.residentId ?? null }
}
