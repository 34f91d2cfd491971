import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IdNumber } from '@qianyue/domain/residents/id-number.ts'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import type { Viewer } from '../../server/src/access/viewer.ts'
import { createDatabase } from '../../server/src/database/create-database.ts'
import { inTransaction, openDatabase, openPool } from '../../server/src/database/database.ts'
import { createCounty, migrate } from '../../server/src/database/migrate.ts'
import { type Context, openingOf } from '../../server/src/http/context.ts'
import {
  insertHouseholds,
  insertResidents,
  type NewResident,
} from '../../server/src/residents/insert-residents.queries.ts'
import { fieldCrypto, readFieldKey } from '../../server/src/secrets/field-crypto.ts'
import { copyAgreements, copyRecords, type MadeRecord } from './copy-history.ts'
import { makeUnits } from './county-units.ts'
import { populationOfTag } from './facts.ts'
import { COUNTY, householdIdOf, idOf, isHead, residentId, SCHEMA, villageCodeOf } from './ids.ts'
import {
  HISTORY_START,
  idNumberOf,
  isoDay,
  type Person,
  SEED,
  startWorkload,
  TODAY,
  unitsOf,
} from './workload.ts'

const TOGETHER = 10_000
const EVERYTHING = { from: COUNTY * 1_000_000, to: COUNTY * 1_000_000 + 999_999 }

/**
 * Fills an empty database with the workload's county: residents by the program's own code, their history by COPY beside
 * it. What follows from the facts is left to a rebuild. Indexes are made when the rows are in.
 */
export async function fillCounty(
  url: string,
  dataDir: string,
  residents: number,
  token: string,
  say: (words: string) => void,
): Promise<void> {
  await createDatabase(url)
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  await migrate(client)
  await createCounty(client, { code: COUNTY, name: '测试县' })
  await client.query(`set search_path = ${SCHEMA}, platform, public`)
  await client.query('set synchronous_commit = off')
  await client.query("set maintenance_work_mem = '512MB'")
  await makeUnits(client, residents, token)
  const putIndexesBack = await takeIndexesAway(client)
  // What is copied is whole by its making: nothing is looked up for a foreign key.
  await client.query('set session_replication_role = replica')

  const database = openDatabase(openPool(url, 2))
  const context = {
    viewer: { accountId: idOf(6, 0), staffId: null, countyCode: COUNTY } as Viewer,
    today: isoDay(TODAY) as LocalDate,
    now: new Date(`${isoDay(TODAY)}T04:00:00Z`),
    crypto: fieldCrypto(await readFieldKey(dataDir, null)),
  }
  const knownNumbers = new Set<string>()
  const take = startWorkload(SEED)
  for (let first = 0; first < residents; first += TOGETHER) {
    const people: Person[] = []
    const records: MadeRecord[] = []
    take(
      Math.min(TOGETHER, residents - first),
      (_, person) => people.push(person),
      (...record) => records.push(record),
    )
    const rows = people.map((person, i) => residentOf(first + i, person, knownNumbers))
    await Promise.all([
      inTransaction(
        database,
        openingOf(COUNTY, { range: EVERYTHING, units: [], teams: [], residentId: null }),
        async (db) => {
          await db.executeQuery(asyncCommit)
          const within = { ...context, db } as Context
          await insertHouseholds(within, householdsOf(rows, first))
          await insertResidents(within, rows)
        },
      ),
      copyAgreements(client, people, first).then(() => copyRecords(client, people, records, first)),
    ])
    say(`filling ${first + people.length} of ${residents} residents`)
  }
  await database.destroy()
  await client.query('set session_replication_role = origin')
  await client.query(`update residents r set team_id = m.team_id from agreement_members m
    where m.resident_id = r.id and m.starts_on <= '${isoDay(TODAY)}' and m.ends_on >= '${isoDay(TODAY)}'`)
  await putIndexesBack(say)
  say('gathering statistics')
  await client.query('vacuum analyze')
  await client.end()
}

const asyncCommit = CompiledQuery.raw('set local synchronous_commit = off')

function householdsOf(rows: readonly NewResident[], first: number) {
  const homes = new Map(
    rows.map(({ householdId, villageCode }, i) => [
      householdId,
      {
        id: householdId,
        villageCode,
        groupNumber: ((first + i) % 12) + 1,
        address: `${((first + i) % 12) + 1}组${((first + i) % 200) + 1}号`,
      },
    ]),
  )
  return [...homes.values()]
}

function residentOf(resident: number, person: Person, known: Set<string>): NewResident {
  const number = idNumberOf(person)
  const isFree = !known.has(number)
  known.add(number)
  return {
    id: residentId(resident),
    householdId: householdIdOf(resident),
    villageCode: villageCodeOf(unitsOf(resident).village),
    name: person.name,
    sex: person.female ? 'female' : 'male',
    birthDate: isoDay(person.birth) as LocalDate,
    registeredOn: isoDay(HISTORY_START) as LocalDate,
    idNumber: isFree ? (number as IdNumber) : null,
    phone: String(person.phone),
    relation: isHead(resident) ? '02' : null,
    populations: populationOfTag
      .filter(([tag]) => person.tags & tag)
      .map(([, population], i) => ({
        id: idOf(8, resident * 16 + i),
        population,
        since: isoDay(HISTORY_START) as LocalDate,
        declaredBy: 'register',
      })),
  } as NewResident
}

const FILLED = [
  'residents',
  'households',
  'resident_populations',
  'service_records',
  'agreement_members',
  'agreements',
  'name_keys',
  'address_keys',
  'household_memberships',
]

/** Takes away the indexes that filling does not look into. @returns what makes them anew. */
async function takeIndexesAway(client: pg.Client): Promise<(say: (words: string) => void) => Promise<void>> {
  const { rows } = await client.query<{ drop: string; make: string; name: string }>(
    `select i.indexrelid::regclass::text as name,
       case when c.oid is null then format('drop index %s', i.indexrelid::regclass)
         else format('alter table %s drop constraint %s', i.indrelid::regclass, quote_ident(c.conname)) end as drop,
       case when c.oid is null then pg_get_indexdef(i.indexrelid)
         else format('alter table %s add constraint %s %s', i.indrelid::regclass, quote_ident(c.conname),
           pg_get_constraintdef(c.oid)) end as make
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
     where i.indrelid = any ($1::regclass[])
       and (not i.indisprimary or i.indrelid = 'name_keys'::regclass)
       and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)`,
    [FILLED],
  )
  for (const { drop } of rows) await client.query(drop)
  return async (say) => {
    for (const { name, make } of rows) {
      say(`making ${name}`)
      await client.query(make)
    }
  }
}
