import { termFrom } from '@qianyue/domain/agreements/term.ts'
import {
  addDays,
  addMonths,
  ageYearsOn,
  daysBetween,
  type LocalDate,
  yearOf,
} from '@qianyue/domain/days/local-date.ts'
import { defaultProposalRules } from '@qianyue/domain/packages/default-proposals.ts'
import { feeForTerm, relieved, splitFee } from '@qianyue/domain/packages/fee-split.ts'
import { agreedPackage, type PackageVersion, withoutContained } from '@qianyue/domain/packages/package.ts'
import { proposePackages, reliefPercentOf } from '@qianyue/domain/packages/proposing.ts'
import { nationalAgePolicy, populationsOn } from '@qianyue/domain/populations/population.ts'
import type { NewAgreement } from '../agreements/signing.queries.ts'
import { Dice, demoId } from './dice.ts'
import type { DemoHousehold, DemoPerson } from './people.ts'
import type { DemoTeam } from './staff.ts'

/** Seven households in ten are signed: in the middle of what counties reach. */
const SHARE_SIGNED = 0.72
/** Of chronic patients, those who choose a paid package. */
const SHARE_PAID = 0.18
const TERM_MONTHS = 12

/** An agreement with the year of its number. */
export type DemoAgreement = NewAgreement & { signedOn: LocalDate; year: number }

/**
 * Who signed when: most in the spring of the last twelve months, a few of them renewed, a few let run out. Packages and
 * fees are those that policy proposes.
 */
export function demoAgreements(
  today: LocalDate,
  households: readonly DemoHousehold[],
  teams: readonly DemoTeam[],
  offered: readonly PackageVersion[],
  signedBy: string,
): DemoAgreement[] {
  const dice = new Dice(42)
  return households.flatMap((household, serial) => {
    const team = teams.find(({ villages }) => villages.includes(household.villageCode))
    if (team === undefined) return []
    return termsOf(household, today, dice).flatMap((startsOn, term): DemoAgreement[] => {
      const members = household.members.filter(({ registeredOn }) => registeredOn <= startsOn)
      const signatory = members.find((member) => ageYearsOn(startsOn, member.birthDate) >= 18)
      if (signatory === undefined) return []
      const before = term === 0 ? null : demoId('agreement', `${serial} ${term - 1}`)
      const parts = members.map((member) => partOf(member, startsOn, offered, dice))
      const signedOn = before === null ? startsOn : addDays(startsOn, -dice.between(1, 14))
      return [
        {
          id: demoId('agreement', `${serial} ${term}`),
          unit: 'household',
          householdId: household.id,
          unitCode: team.unitCode,
          teamId: team.id,
          signatoryId: signatory.id,
          kind: before === null ? 'first' : 'renewal',
          followsId: before,
          ...termFrom(startsOn, TERM_MONTHS, 'whole-years'),
          termMonths: TERM_MONTHS,
          signedVia: dice.chance(0.6) ? 'home' : 'clinic',
          signedOn,
          year: yearOf(signedOn),
          paperDue: false,
          overCapReason: null,
          createdBy: signedBy,
          members: parts.map(({ member }) => member),
          fees: parts.flatMap(({ fees }) => fees),
          event: { kind: 'signed', happenedOn: signedOn, recordedAt: `${signedOn}T02:00:00Z`, details: {} },
        },
      ]
    })
  })
}

/** First days of a household's terms, one after the other; none when it never signed. */
function termsOf({ story }: DemoHousehold, today: LocalDate, dice: Dice): LocalDate[] {
  const chance = dice.next()
  const daysAgo = Math.min(355, Math.max(6, Math.round(dice.near(215, 75))))
  switch (story) {
    case 'renewable-next-week':
      // Renewable in the last 30 days of the term, which begin a week from today.
      return [addMonths(addDays(today, 37), -TERM_MONTHS)]
    case 'out-of-control-twice':
      return [addDays(today, -240)]
    case 'expecting':
      return [addDays(today, -130)]
    case 'signed-not-served':
      return [addDays(today, -200)]
    case 'unsigned-registered-poor':
      return []
    default: {
      if (chance > SHARE_SIGNED) return chance > 0.96 ? [addDays(today, -390 - (daysAgo % 60))] : []
      const startsOn = addDays(today, -daysAgo)
      const renewed = chance < 0.25 && daysBetween(startsOn, today) < 330
      return renewed ? [addMonths(startsOn, -TERM_MONTHS), startsOn] : [startsOn]
    }
  }
}

function partOf(person: DemoPerson, day: LocalDate, offered: readonly PackageVersion[], dice: Dice) {
  const memberships = (person.populations ?? []).map(({ population, since }) => ({
    population,
    since,
    until: null,
    source: 'declared' as const,
  }))
  const populations = populationsOn(
    day,
    { birthDate: person.birthDate, sex: person.sex, populations: memberships },
    nationalAgePolicy,
  )
  const proposed = new Set(
    proposePackages(populations, defaultProposalRules, offered).map(({ packageId }) => packageId),
  )
  const wished = dice.chance(SHARE_PAID)
    ? populations.has('type2-diabetes')
      ? 'diabetes'
      : 'hypertension'
    : null
  const paid =
    populations.has('hypertension') || populations.has('type2-diabetes') ? `${wished}-primary` : null
  const chosen = withoutContained(
    offered.filter(({ id, code }) => proposed.has(id) || code === paid),
    offered,
  )
  return {
    member: {
      residentId: person.id,
      packages: chosen.map((version) => agreedPackage(version, offered)),
      packageVersionIds: chosen.map(({ id }) => id),
      populations: [...populations],
    },
    fees: chosen.flatMap((version) => {
      const lines = splitFee(feeForTerm(version.yearlyPriceFen, TERM_MONTHS), version.shares)
      const owed = relieved(lines, reliefPercentOf(version.code, populations, defaultProposalRules))
      return owed.map(({ payer, fen }) => ({
        residentId: person.id,
        packageVersionId: version.id,
        payer,
        feeFen: fen,
      }))
    }),
  }
}
