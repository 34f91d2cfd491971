import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { type RawBuilder, sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { mergedInTheirOwnWay } from './merge-tables.ts'
import { reachableResidents } from './reachable-residents.ts'

/**
 * Pairs of one name, of whom not both have a number, with one birth date or one telephone or household. Those without a
 * number are read first; each of the three likenesses has an index of its own.
 */
export async function pairsAlike(
  { db, reach }: Context,
  within: { from: number; to: number } | null,
  after: [firstId: string, secondId: string] | null,
  most: number,
) {
  const range = within ?? reach.range ?? { from: 0, to: 999_999_999_999 }
  const { rows } = await sql<{ firstId: string; secondId: string }>`
    with numberless as (
      select id, name, sex, birth_date, phone_hash, household_id, village_code
      from residents where id_number_hash is null and merged_into_id is null
    ), alike as (
      ${namesakesOf(sql`other.birth_date = one.birth_date`)}
      union all
      ${namesakesOf(sql`other.phone_hash = one.phone_hash and ${datesLookAlike}`)}
      union all
      ${namesakesOf(sql`other.household_id = one.household_id and ${datesLookAlike}`)}
    ), pairs as (
      select distinct least(one_id, other_id) as first_id, greatest(one_id, other_id) as second_id,
        case when one_id < other_id then one_village else other_village end as village_code
      from alike where one_sex = other_sex or 'unknown' in (one_sex, other_sex)
    )
    select first_id, second_id from pairs
    where village_code between ${range.from} and ${range.to}
      and not exists (select from distinct_residents d where (d.first_id, d.second_id) = (pairs.first_id, pairs.second_id))
      and (${after === null} or (first_id, second_id) > (${after?.[0] ?? null}::uuid, ${after?.[1] ?? null}::uuid))
    order by first_id, second_id
    limit ${most}`.execute(db)
  return rows
}

/** Whoever bears the name of one without a number and is like them in this too. */
function namesakesOf(isAlike: RawBuilder<unknown>) {
  return sql`
    select one.id as one_id, one.sex as one_sex, one.village_code as one_village,
      other.id as other_id, other.sex as other_sex, other.village_code as other_village
    from numberless one join residents other on other.name = one.name and ${isAlike}
    where other.id <> one.id and other.merged_into_id is null`
}

/** Repeats `datesLookAlike` of the domain; a test runs both over the same residents. */
const datesLookAlike = sql`(to_char(other.birth_date, 'MMDD') = to_char(one.birth_date, 'MMDD')
  or to_char(other.birth_date, 'YYYY') = to_char(one.birth_date, 'YYYY'))`

const identityColumns = [
  'residents.id',
  'residents.name',
  'residents.sex',
  'residents.birthDate',
  'residents.idNumberHash',
  'residents.phoneHash',
  'residents.idNumberMasked',
  'residents.householdId',
  'orgUnits.areaName as villageName',
  'households.address',
] as const

/** What two records are compared by, of everybody within reach. */
function identitiesWithin(context: Context) {
  return reachableResidents(context)
    .innerJoin('orgUnits', 'orgUnits.code', 'residents.villageCode')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select(identityColumns)
}

export async function identitiesOf(context: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, ReturnType<typeof identityOf>>()
  const rows = await identitiesWithin(context)
    .where('residents.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, identityOf(row)]))
}

/** Whoever shares a number or a name with a person. */
export async function alikeInIdentity(
  context: Context,
  person: { name: string; idNumberHash: string | null },
) {
  const rows = await identitiesWithin(context)
    .where((where) =>
      where.or([
        where('residents.name', '=', person.name),
        ...(person.idNumberHash === null
          ? []
          : [where('residents.idNumberHash', '=', Buffer.from(person.idNumberHash, 'hex'))]),
      ]),
    )
    .limit(2_000)
    .execute()
  return rows.map(identityOf)
}

/** The same, locked, with whether they are merged or signed today; merged ones too. */
export async function identitiesToMerge({ db, today }: Context, ids: readonly string[]) {
  const rows = await db
    .selectFrom('residents')
    .innerJoin('orgUnits', 'orgUnits.code', 'residents.villageCode')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select(identityColumns)
    .select(['residents.mergedIntoId'])
    .select(
      sql<boolean>`exists (
        select from agreement_members member where member.resident_id = residents.id and not member.declined
          and member.ends_on >= ${today} and (member.terminated_on is null or member.terminated_on > ${today}))`.as(
        'isSigned',
      ),
    )
    .where('residents.id', 'in', [...new Set(ids)])
    .orderBy('residents.id')
    .forUpdate('residents')
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { ...identityOf(row), residentId: row.id, isMerged: row.mergedIntoId !== null, isSigned: row.isSigned },
    ]),
  )
}

function identityOf(row: {
  id: string
  name: string
  sex: string
  birthDate: LocalDate
  idNumberHash: Buffer | null
  phoneHash: Buffer | null
  idNumberMasked: string | null
  householdId: string | null
  villageName: string
  address: string | null
}) {
  return {
    ...row,
    sex: row.sex as Sex,
    address: row.address ?? '',
    idNumberHash: row.idNumberHash?.toString('hex') ?? null,
    phoneHash: row.phoneHash?.toString('hex') ?? null,
  }
}

/** What a merge moved: enough to put everything back. */
export type Moved = {
  /** Rows of the tables that follow by themselves. */
  rows: { table: string; column: string; key: Record<string, unknown> }[]
  accounts: string[]
  /** Cards of the dropped one, and those of them that stopped being valid because the kept one has one. */
  cards: string[]
  cardsReplaced: string[]
  populations: string[]
  agreements: string[]
  memberships: { householdId: string; since: LocalDate }[]
  /** The household that the dropped one headed. */
  headed: string[]
  /** Columns of the kept one that were empty and were filled. */
  filled: string[]
}

/**
 * Moves everything that hangs on the dropped resident to the kept one; what cannot follow stays with the dropped one.
 * Numbers that the kept one lacks are taken over.
 */
export async function moveToKept({ db, today }: Context, keptId: string, droppedId: string): Promise<Moved> {
  const ids = async (statement: ReturnType<typeof sql<{ id: string }>>) =>
    (await statement.execute(db)).rows.map(({ id }) => id)

  const populations = await ids(sql`
    update resident_populations moving set resident_id = ${keptId}
    where resident_id = ${droppedId} and not exists (
      select from resident_populations held
      where held.resident_id = ${keptId} and held.population = moving.population
        and daterange(held.since, held.until, '[]') && daterange(moving.since, moving.until, '[]'))
    returning id`)
  const agreements = await ids(sql`
    update agreement_members moving set resident_id = ${keptId}
    where resident_id = ${droppedId} and not exists (
      select from agreement_members held
      where held.resident_id = ${keptId} and (held.agreement_id = moving.agreement_id
        or (not held.declined and not moving.declined
          and daterange(held.starts_on, coalesce(held.terminated_on, held.ends_on + 1))
            && daterange(moving.starts_on, coalesce(moving.terminated_on, moving.ends_on + 1)))))
    returning agreement_id as id`)
  for (const table of ['agreement_fees', 'agreement_events']) {
    await sql`update ${sql.ref(table)} set resident_id = ${keptId}
      where resident_id = ${droppedId} and agreement_id = any(${agreements}::uuid[])`.execute(db)
  }
  const cardsReplaced = await ids(sql`
    update service_cards set replaced_at = clock_timestamp()
    where resident_id = ${droppedId} and replaced_at is null
      and exists (select from service_cards own where own.resident_id = ${keptId} and own.replaced_at is null)
    returning code as id`)
  const cards = await ids(
    sql`update service_cards set resident_id = ${keptId} where resident_id = ${droppedId} returning code as id`,
  )
  const headed = await ids(
    sql`update households set head_id = null where head_id = ${droppedId} returning id`,
  )
  const memberships = await sql<{ householdId: string; since: LocalDate }>`
    update household_memberships set until = greatest(since, ${today}::date)
    where resident_id = ${droppedId} and until is null returning household_id, since`.execute(db)
  const filled = await takeOverNumbers(db, keptId, droppedId)
  await sql`
    update residents set merged_into_id = ${keptId}, team_id = null, updated_at = now() where id = ${droppedId}`.execute(
    db,
  )
  const { rows: followed } = await sql<{ rows: Moved['rows']; accounts: string[] }>`
    select move_dependants(${keptId}, ${droppedId}, ${Object.keys(mergedInTheirOwnWay)}::text[]) as rows,
      move_account(${droppedId}, ${keptId}) as accounts`.execute(db)
  await sql`select note_present_team(${[keptId]}::uuid[], ${today})`.execute(db)
  const { rows, accounts } = followed[0]!
  return {
    rows,
    accounts,
    cards,
    cardsReplaced,
    populations,
    agreements,
    memberships: memberships.rows,
    headed,
    filled,
  }
}

const takeable = [
  ['id_number_encrypted', 'id_number_hash', 'id_tail_hash', 'id_number_masked'],
  ['phone_encrypted', 'phone_hash', 'phone_masked'],
  ['contact_name'],
  ['contact_phone_encrypted', 'contact_phone_masked'],
] as const

/** Numbers that only the dropped one has; the identity number is moved, because it stands for one record only. */
async function takeOverNumbers(db: Context['db'], keptId: string, droppedId: string): Promise<string[]> {
  const filled: string[] = []
  for (const columns of takeable) {
    const first = columns[0]
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(columns.map((column) => sql`dropped.${sql.ref(column)}`))}
      from residents kept, residents dropped
      where kept.id = ${keptId} and dropped.id = ${droppedId}
        and kept.${sql.ref(first)} is null and dropped.${sql.ref(first)} is not null`.execute(db)
    const values = rows[0]
    if (!values) continue
    if (first === 'id_number_encrypted')
      await setColumns(
        db,
        droppedId,
        columns,
        columns.map(() => null),
      )
    await setColumns(db, keptId, columns, Object.values(values))
    filled.push(first)
  }
  return filled
}

async function setColumns(
  db: Context['db'],
  id: string,
  columns: readonly string[],
  values: readonly unknown[],
) {
  const settings = columns.map((column, i) => sql`${sql.ref(column)} = ${values[i]}`)
  await sql`update residents set ${sql.join(settings)}, updated_at = now() where id = ${id}`.execute(db)
}

export async function insertMerge(
  { db, viewer }: Context,
  merge: { id: string; keptId: string; droppedId: string; reason: string; moved: Moved },
): Promise<void> {
  await db
    .insertInto('residentMerges')
    .values({ ...merge, moved: asJson(merge.moved), mergedBy: viewer.accountId })
    .execute()
}

export async function mergeById({ db }: Context, id: string) {
  const merge = await db
    .selectFrom('residentMerges')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return merge ? { ...merge, moved: merge.moved as Moved } : null
}

/** Whether the record that a merge kept has itself been merged into another; it stays so until the transaction ends. */
export async function isMergedOn({ db }: Context, keptId: string): Promise<boolean> {
  const { rows } = await sql<{ mergedIntoId: string | null }>`
    select merged_into_id from residents where id = ${keptId} for update`.execute(db)
  return rows[0]?.mergedIntoId != null
}

/** Puts back what a merge moved. */
export async function moveBack(
  { db, viewer, today }: Context,
  { id, keptId, droppedId, moved }: { id: string; keptId: string; droppedId: string; moved: Moved },
): Promise<void> {
  await sql`
    update residents set merged_into_id = null, updated_at = now() where id = ${droppedId}`.execute(db)
  for (const columns of takeable) {
    if (!moved.filled.includes(columns[0])) continue
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(columns.map((column) => sql.ref(column)))} from residents where id = ${keptId}`.execute(
      db,
    )
    await setColumns(
      db,
      keptId,
      columns,
      columns.map(() => null),
    )
    await setColumns(db, droppedId, columns, Object.values(rows[0]!))
  }
  await sql`select move_dependants_back(${keptId}, ${droppedId}, ${asJson(moved.rows)})`.execute(db)
  if (moved.accounts.length > 0) await sql`select move_account(${keptId}, ${droppedId})`.execute(db)
  await sql`
    update service_cards set resident_id = ${droppedId},
      replaced_at = case when code = any(${moved.cardsReplaced}::text[]) then null else replaced_at end
    where code = any(${moved.cards}::text[])`.execute(db)
  await sql`
    update resident_populations set resident_id = ${droppedId} where id = any(${moved.populations}::uuid[])`.execute(
    db,
  )
  await sql`
    update agreement_members set resident_id = ${droppedId}
    where resident_id = ${keptId} and agreement_id = any(${moved.agreements}::uuid[])`.execute(db)
  for (const table of ['agreement_fees', 'agreement_events']) {
    await sql`update ${sql.ref(table)} set resident_id = ${droppedId}
      where resident_id = ${keptId} and agreement_id = any(${moved.agreements}::uuid[])`.execute(db)
  }
  for (const { householdId, since } of moved.memberships) {
    await sql`
      update household_memberships set until = null
      where resident_id = ${droppedId} and household_id = ${householdId} and since = ${since}`.execute(db)
  }
  await sql`
    update households set head_id = ${droppedId} where id = any(${moved.headed}::uuid[]) and head_id is null`.execute(
    db,
  )
  await sql`select note_present_team(${[keptId, droppedId]}::uuid[], ${today})`.execute(db)
  await sql`
    update resident_merges set undone_at = now(), undone_by = ${viewer.accountId} where id = ${id}`.execute(
    db,
  )
}

export async function mergesWithin({ db }: Context) {
  const { rows } = await sql<{
    id: string
    keptId: string
    keptName: string
    droppedName: string
    reason: string
    mergedAt: string
    mergedByName: string | null
    undoneAt: string | null
  }>`
    select merge.id, merge.kept_id, kept.name as kept_name, dropped.name as dropped_name, merge.reason, merge.merged_at,
      accounts.name as merged_by_name, merge.undone_at
    from resident_merges merge
    join residents kept on kept.id = merge.kept_id
    join residents dropped on dropped.id = merge.dropped_id
    left join accounts on accounts.id = merge.merged_by
    order by merge.merged_at desc limit 200`.execute(db)
  return rows
}

export async function insertDistinct({ db, viewer }: Context, a: string, b: string): Promise<void> {
  const [firstId, secondId] = a < b ? [a, b] : [b, a]
  await db
    .insertInto('distinctResidents')
    .values({ firstId: firstId!, secondId: secondId!, decidedBy: viewer.accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
