import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { indicatorPolicyOf } from '@qianyue/domain/policy/policy.ts'
import type { Database } from '../database/database.ts'
import { type Newcomer, newcomersStandings, standingOf } from '../indicators/refresh-standing.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { headsOf, type NewResident } from '../residents/insert-residents.queries.ts'
import { dutiesWritten } from './duties.queries.ts'
import { type DutyLine, lineOf } from './duty-rows.ts'
import type { GatheredResident } from './resident-facts.queries.ts'

/**
 * What is owed to residents who were registered in this transaction in households that were new in it, and their
 * standing: as `refreshMany`, from the rows at hand. Whole households only; nobody of them has an agreement or a record.
 */
export async function refreshNewcomers(
  { db, today }: { db: Database; today: LocalDate },
  residents: readonly NewResident[],
): Promise<void> {
  if (residents.length === 0) return
  const policy = await policyAt(db, today)
  const figures = indicatorPolicyOf(policy)
  const heads = headsOf(residents)
  const year = yearOf(today)
  const lines: DutyLine[] = []
  // What is known and owed of one is let go before the next: clearing up costs what is kept.
  const newcomers = residents.map((resident): Newcomer => {
    const gathered = factsOfNewcomer(resident)
    const { facts } = gathered
    const duties = dutiesOf(facts, policy, today)
    lines.push(lineOf(gathered, year, duties))
    const place = {
      residentId: resident.id,
      villageCode: resident.villageCode,
      householdId: resident.householdId,
      teamId: null,
      responsibleStaffId: null,
    }
    return {
      row: { ...place, ...standingOf({ facts, duties }, today, figures) },
      headId: heads.get(resident.householdId)?.id ?? null,
    }
  })
  const written = [dutiesWritten(db, lines), ...newcomersStandings(db, figures, newcomers)]
  await Promise.all(written.map((statement) => db.executeQuery(statement)))
}

function factsOfNewcomer(resident: NewResident): GatheredResident {
  return {
    villageCode: resident.villageCode,
    teamId: null,
    facts: {
      residentId: resident.id,
      birthDate: resident.birthDate,
      sex: resident.sex,
      registeredOn: resident.registeredOn,
      diedOn: null,
      movedOutOn: null,
      awaySince: resident.awaySince ?? null,
      awayUntil: null,
      populations: (resident.populations ?? [])
        .map(({ population, since, until }) => ({
          population,
          since,
          until: until ?? null,
          source: 'declared' as const,
        }))
        .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
      agreements: [],
      services: [],
    },
  }
}

/** Memberships in the order in which they are read back, which the order of duties follows. */
const orderOf = ({ since, population }: { since: LocalDate; population: string }) => `${since} ${population}`
