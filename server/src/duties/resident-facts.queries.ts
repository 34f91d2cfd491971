import { type LocalDate, localDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { maternalMemberships } from '@qianyue/domain/forms/maternal/pregnancy.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import type {
  AgreedPackage,
  ResidentFacts,
  ServiceDetails,
  ServiceFacts,
  Sex,
} from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/** A resident as the rules see one, with where the row of duties belongs. */
export type GatheredResident = { facts: ResidentFacts; villageCode: number; teamId: string | null }

type PopulationRow = [
  population: Population,
  since: LocalDate,
  until: LocalDate | null,
  source: 'declared' | 'record',
]
type AgreementRow = [
  agreementId: string,
  teamId: string,
  startsOn: LocalDate,
  endsOn: LocalDate,
  terminatedOn: LocalDate | null,
  packages: AgreedPackage[],
]
/** A row as the database names its columns: each is made anew here anyway. */
type FactsRow = {
  id: string
  village_code: number
  team_id: string | null
  birth_date: LocalDate
  sex: Sex
  registered_on: LocalDate
  died_on: LocalDate | null
  moved_out_on: LocalDate | null
  away_since: LocalDate | null
  away_until: LocalDate | null
  populations: PopulationRow[] | null
  agreements: AgreementRow[] | null
  /** One service a line, its fields parted by `|`. */
  services: string | null
  policy: string | null
}

/**
 * All that the rules may look at, for these residents, in one statement, with the newest edition of the policy. Services
 * go back to the beginning of the year before, and to that of any agreement that reaches into this year.
 */
export async function gatherFacts(
  db: Database,
  residentIds: readonly string[],
  today: LocalDate,
): Promise<{ residents: GatheredResident[]; edition: string | null }> {
  const { residents, edition } = await gatherOneByOne(db, residentIds, today)
  return { residents: [...residents], edition }
}

/** As {@link gatherFacts}: each is made when it is asked for, so that of thousands each can be let go before the next. */
export async function gatherOneByOne(
  db: Database,
  residentIds: readonly string[],
  today: LocalDate,
): Promise<{ residents: Iterable<GatheredResident>; found: number; edition: string | null }> {
  const since = servicesSince(today)
  const { rows } =
    await sql<FactsRow>`select * from resident_facts(${residentIds}::uuid[], ${since}::date)`.execute(
      db.withoutPlugins(),
    )
  return { residents: eachOf(rows), found: rows.length, edition: rows[0]?.policy ?? null }
}

function* eachOf(rows: readonly FactsRow[]) {
  for (const row of rows) yield factsOf(row)
}

export function servicesSince(today: LocalDate): LocalDate {
  return localDate(`${yearOf(today) - 1}-01-01`)
}

function factsOf(row: FactsRow): GatheredResident {
  const services = row.services === null ? [] : row.services.split('\n').map(serviceOf)
  return {
    villageCode: row.village_code,
    teamId: row.team_id,
    facts: {
      residentId: row.id,
      birthDate: row.birth_date,
      sex: row.sex,
      registeredOn: row.registered_on,
      diedOn: row.died_on,
      movedOutOn: row.moved_out_on,
      awaySince: row.away_since,
      awayUntil: row.away_until,
      populations: [
        ...(row.populations ?? []).map(([population, since, until, source]) => ({
          population,
          since,
          until,
          source,
        })),
        ...maternalMemberships(services),
      ],
      agreements: (row.agreements ?? []).map(
        ([agreementId, teamId, startsOn, endsOn, terminatedOn, packages]) => ({
          agreementId,
          teamId,
          startsOn,
          endsOn,
          terminatedOn,
          packages,
        }),
      ),
      services,
    },
  }
}

function serviceOf(line: string): ServiceFacts {
  const fields = line.split('|')
  return {
    recordId: fields[0]!,
    form: fields[1]!,
    service: fields[2] === '' ? null : fields[2]!,
    performedOn: fields[3] as LocalDate,
    mode: fields[4] as ServiceFacts['mode'],
    controlled: fields[5] === '' ? null : fields[5] === 't',
    nextDueOn: fields[6] === '' ? null : (fields[6] as LocalDate),
    referred: fields[7] === 't',
    complete: fields[8] === 't',
    ...(fields[9] ? { details: JSON.parse(fields.slice(9).join('|')) as ServiceDetails } : {}),
  }
}
