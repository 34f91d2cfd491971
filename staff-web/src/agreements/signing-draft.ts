import type { prepareSigning, previewAgreement } from '@qianyue/api/agreements.ts'
import type { ReplyOf, RequestInput } from '@qianyue/api/endpoint.ts'
import type { listTeams } from '@qianyue/api/teams.ts'
import type { AgreementUnit, SignedVia } from '@qianyue/domain/agreements/agreement.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AgreedItem } from '@qianyue/domain/residents/resident-facts.ts'

export type Preparation = ReplyOf<typeof prepareSigning>
export type FamilyMember = Preparation['members'][number]
export type Offered = Preparation['packages'][number]
export type Preview = ReplyOf<typeof previewAgreement>
export type Team = ReplyOf<typeof listTeams>[number]

/** What the officer has chosen so far. */
export type SigningDraft = {
  id: string
  unit: AgreementUnit
  /** The packages of each member who is to be signed, by resident. */
  chosen: Readonly<Record<string, readonly string[]>>
  /** 补充约定 with a member, by resident; a line whose service is not chosen yet has an empty one. */
  negotiated: Readonly<Record<string, readonly AgreedItem[]>>
  teamId: string | null
  signatoryId: string | null
  startsOn: LocalDate
  termMonths: number
  signedVia: SignedVia
  overCapReason: string
}

/** Whether somebody of the family can be signed at all. */
export function canBeSigned({ diedOn, current }: FamilyMember): boolean {
  return diedOn === null && current === null
}

/** How a signing begins: everybody who can be signed, with what policy proposes; the head signs. */
export function draftFor(
  id: string,
  preparation: Preparation,
  teams: readonly Team[],
  only: string | null,
): SigningDraft {
  const { members, householdId, villageCode, startsOn, allowedTermsYears, units } = preparation
  const byPerson = householdId === null || only !== null || !units.includes('household')
  const wanted = members.filter(
    (one) => canBeSigned(one) && (!byPerson || one.residentId === (only ?? members[0]?.residentId)),
  )
  const alone = byPerson ? wanted[0] : undefined
  const signatory = (alone?.maySign ? alone : undefined) ?? members.find(({ maySign }) => maySign)
  const covers = (team: Team) => team.villages.some(({ code }) => code === villageCode)
  const free = teams.filter(({ capState }) => capState === 'free' || capState === 'near')
  const team =
    free.find((one) => one.mine && covers(one)) ?? free.find(covers) ?? free.find(({ mine }) => mine)
  return {
    id,
    unit: byPerson ? 'person' : 'household',
    chosen: Object.fromEntries(
      wanted.map(({ residentId, proposals }) => [residentId, proposals.map(({ packageId }) => packageId)]),
    ),
    negotiated: {},
    teamId: team?.id ?? null,
    signatoryId: signatory?.residentId ?? null,
    startsOn,
    termMonths: (allowedTermsYears[0] ?? 1) * 12,
    signedVia: 'clinic',
    overCapReason: '',
  }
}

/** The request that the draft stands for; null while nobody is chosen. */
export function requestOf(
  draft: SigningDraft,
  { householdId }: Preparation,
): RequestInput<typeof previewAgreement> | null {
  const members = Object.entries(draft.chosen).map(([residentId, packageIds]) => ({
    residentId,
    packageIds: [...packageIds],
    negotiated: (draft.negotiated[residentId] ?? []).filter(({ service }) => service !== ''),
  }))
  if (members.length === 0) return null
  const { id, unit, teamId, signatoryId, startsOn, termMonths, signedVia, overCapReason } = draft
  return {
    id,
    unit,
    ...(unit === 'household' ? { householdId } : { residentId: members[0]?.residentId }),
    ...(teamId ? { teamId } : {}),
    ...(signatoryId ? { signatoryId } : {}),
    startsOn,
    termMonths,
    members,
    signedVia,
    ...(overCapReason ? { overCapReason } : {}),
  }
}
