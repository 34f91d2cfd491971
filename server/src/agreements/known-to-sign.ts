import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Shared } from '../http/company.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { capsOf } from '../teams/teams.queries.ts'
import type { SigningAsked } from './gather-signing.ts'
import { type PlacesTaken, placesTaken } from './scarce-places.ts'
import { type KnownToSign, signingFacts } from './signing.queries.ts'

type Question = { asked: SigningAsked; ownTeamIds: readonly string[]; lock: boolean }
type Answer = Omit<KnownToSign, 'known' | 'policy' | 'team'> & PlacesTaken & { policy: Policy }

/** What signings must know, read for all of them at once; null for one whose agreement is there already. */
export async function knownToSign(
  { db, today }: Shared,
  questions: readonly Question[],
): Promise<(Answer | null)[]> {
  const found = await signingFacts(
    { db, today },
    questions.map(({ asked, ownTeamIds, lock }) => ({
      agreementId: asked.id,
      residentIds: [
        ...new Set(asked.members.map(({ residentId }) => residentId).concat(asked.signatoryId ?? [])),
      ],
      teamId: asked.teamId,
      ownTeamIds,
      startsOn: asked.startsOn,
      lock,
    })),
  )
  const policy = await policyOfEdition(db, found[0]!.policy, today)
  const isThere = ({ asked }: Question, place: number) => found[place]!.known && asked.replacesId !== asked.id
  const places = await placesTaken(
    { db, today },
    questions.map((question, place) => {
      const { asked, lock } = question
      const { team, packages } = found[place]!
      const members = isThere(question, place) ? [] : asked.members
      return {
        team,
        caps: team ? capsOf(team, policy.caps) : NO_CAPS,
        persons: members.length,
        packages: members.flatMap(({ packageIds }) => limitedAmong(packageIds, packages)),
        lock,
      }
    }),
  )
  return questions.map((question, place) =>
    isThere(question, place) ? null : { ...found[place]!, ...places[place]!, policy },
  )
}

export const NO_CAPS = { persons: null, keyPersons: null, households: null, villages: null }

function limitedAmong(packageIds: readonly string[], offered: readonly PackageVersion[]): PackageVersion[] {
  return offered.filter(({ id, maxPersons }) => maxPersons !== null && packageIds.includes(id))
}
