import type { signAgreement } from '@qianyue/api/agreements.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { termFrom } from '@qianyue/domain/agreements/term.ts'
import type { DoorAgreement } from '@qianyue/domain/doors/door.ts'
import { packagesOn } from '@qianyue/domain/packages/package.ts'
import { plannedPackages } from '@qianyue/domain/packages/planning.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import type { Overlay } from '../offline/overlays.ts'

/** 待确认协议: what a signing at the door changes before the server has answered: the cover, and what is owed from it. */
export const agreementSigned: Overlay = (doors, { request }, { policy, reference }) => {
  const { id, unit, teamId, signatoryId, startsOn, termMonths, members, signedOn } = request as RequestOf<
    typeof signAgreement
  >
  const { endsOn } = termFrom(startsOn, termMonths, policy.agreements.termEnds)
  const offered = packagesOn(startsOn, reference?.packages ?? [])
  const team = reference?.teams.find((one) => one.id === teamId)
  for (const { residentId, packageIds } of members) {
    doors.changeMember(residentId, (member) => {
      if (member.agreements.some(({ agreementId }) => agreementId === id)) return member
      const { facts } = member
      const agreement: DoorAgreement = {
        agreementId: id,
        number: null,
        unit,
        teamId,
        teamName: team?.name ?? '',
        signatoryId,
        startsOn,
        endsOn,
        terminatedOn: null,
        signedOn: signedOn ?? startsOn,
        lost: null,
      }
      const packages = plannedPackages(
        packageIds,
        populationsOn(startsOn, facts, policy.ages),
        offered,
        policy['package-proposals'],
        termMonths,
      ).map(({ agreed }) => agreed)
      const covered = { agreementId: id, teamId, startsOn, endsOn, terminatedOn: null, packages }
      return {
        ...member,
        agreements: [...member.agreements, agreement],
        facts: { ...facts, agreements: [...facts.agreements, covered] },
      }
    })
  }
}
