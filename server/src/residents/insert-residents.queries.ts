import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Relation } from '@qianyue/domain/households/relation.ts'
import { HEAD } from '@qianyue/domain/households/relation.ts'
import type { DeclarationSource } from '@qianyue/domain/populations/declaring.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { recordNumber } from '@qianyue/domain/residents/health-record-number.ts'
import type { IdNumber } from '@qianyue/domain/residents/id-number.ts'
import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { addressGrams, plainName } from '@qianyue/domain/residents/search-keys.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { learnNames } from './names.queries.ts'
import { initialsOf, pinyinOf, readingsOf } from './pinyin.ts'
import { takeSerials, unitNames } from './record-numbers.queries.ts'
import { sealNumbers } from './sealed-numbers.ts'

/** A household as a register or a form gives it. The id is the caller's. */
export type NewHousehold = {
  id: string
  villageCode: number
  groupNumber?: number | null
  /** 户号 of the clerk's register. */
  registerNumber?: string | null
  address?: string
  /** Who heads it, where that is a resident who is added in the same transaction. */
  headId?: string | null
}

/** A resident as a register or a form gives one. Ids are the caller's; numbers are whole and checked. */
export type NewResident = {
  id: string
  householdId: string
  villageCode: number
  name: string
  sex: Sex
  birthDate: LocalDate
  registeredOn: LocalDate
  idNumber?: IdNumber | null
  /** 01 居民身份证 … 99. */
  idDocumentType?: string
  /** 11 digits. */
  phone?: string | null
  contactName?: string | null
  contactPhone?: string | null
  relation?: Relation | null
  ethnicity?: string | null
  residency?: 'registered' | 'non-registered'
  profile?: Record<string, unknown>
  warnings?: readonly IdentityWarning[]
  awaySince?: LocalDate | null
  populations?: readonly NewPopulation[]
}

export type NewPopulation = {
  id: string
  population: Population
  since: LocalDate
  until?: LocalDate | null
  declaredBy: DeclarationSource
  sourceNote?: string | null
}

/** Rows sent in one statement: enough that a statement costs little a row, few enough that its arrays stay small. */
const ROWS_A_STATEMENT = 2_000

/** Which of these households there are, within reach. */
export async function householdsKnown({ db }: Context, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from households where id = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Adds new households. An id that is a household's already, within reach or out of it, fails as taken. */
export async function insertHouseholds(
  context: Context,
  households: readonly Omit<NewHousehold, 'headId'>[],
): Promise<void> {
  const names = await unitNames(context)
  for (const rows of chunks(households)) {
    await sql`
      insert into households (id, village_code, group_number, register_number, address)
      select * from unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ villageCode }) => villageCode)}::bigint[],
        ${rows.map(({ groupNumber }) => groupNumber ?? null)}::integer[],
        ${rows.map(({ registerNumber }) => registerNumber ?? null)}::text[],
        ${rows.map(({ address }) => address ?? '')}::text[])`.execute(context.db)
    await indexAddresses(context, rows, names)
  }
}

/** Makes households findable by where they are; called again when an address changes. */
export async function indexAddresses(
  context: Context,
  households: readonly NewHousehold[],
  names?: ReadonlyMap<number, string>,
): Promise<void> {
  if (households.length === 0) return
  const known = names ?? (await unitNames(context))
  const keys = households.map(({ villageCode, address }) => addressKeysOf(villageCode, address ?? '', known))
  await sql`
    select put_address_keys(${households.map(({ id }) => id)}::uuid[], ${keys.map((of) => of.join(' '))}::text[])
  `.execute(context.db)
}

/** The keys of an address, and of the village and township it lies in. */
function addressKeysOf(villageCode: number, address: string, names: ReadonlyMap<number, string>): string[] {
  const village = names.get(villageCode) ?? ''
  const township = names.get(villageCode - (villageCode % 1000)) ?? ''
  const plain = plainName(address)
  const whole = `${plain.includes(township) ? '' : township}${plain.includes(village) ? '' : village}${plain}`
  return [...addressGrams(whole), `@${villageCode}`, `@${Math.floor(villageCode / 1000)}`]
}

/**
 * Adds residents that are not there yet, with household membership, declared populations, search keys and a health
 * record number each, in a handful of statements a thousand. Sent again with the same ids it changes nothing. The
 * caller has seen that no identity number is known yet, and refreshes what follows from the new facts.
 * @returns the ids that were added.
 */
export async function insertResidents(
  context: Context,
  residents: readonly NewResident[],
): Promise<string[]> {
  const added: string[] = []
  for (const rows of chunks(residents)) {
    const { rows: known } = await sql<{ id: string }>`
      select id from residents where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(context.db)
    const knownIds = new Set(known.map(({ id }) => id))
    const fresh = rows.filter(({ id }) => !knownIds.has(id))
    await learnNames(context.db, new Map(fresh.map(({ name }) => [name, readingsOf(name)])))
    await insertNewResidents(context, fresh)
    added.push(...fresh.map(({ id }) => id))
  }
  return added
}

/**
 * As {@link insertResidents} for residents who are certainly new and whose names are findable, in one statement, with
 * households that are made for them: who heads one is among them.
 */
export async function insertNewResidents(
  context: Context,
  rows: readonly NewResident[],
  households: readonly NewHousehold[] = [],
): Promise<void> {
  if (rows.length === 0) return
  const { db, crypto, viewer } = context
  const readings = new Map(rows.map(({ name }) => [name, readingsOf(name)]))
  const numbers = await recordNumbersFor(context, rows)
  const sealed = rows.map((row) => sealNumbers(crypto, row))
  const values = <Value>(of: (row: NewResident, i: number) => Value) => rows.map(of)

  const populations = rows.flatMap((row) =>
    (row.populations ?? []).map((population) => ({ ...population, residentId: row.id })),
  )

  const put = sql`
    select put_newcomers(
      ${households.map(({ id }) => id)}::uuid[], ${households.map(({ villageCode }) => villageCode)}::bigint[],
      ${households.map(({ groupNumber }) => groupNumber ?? null)}::integer[],
      ${households.map(({ registerNumber }) => registerNumber ?? null)}::text[],
      ${households.map(({ address }) => address ?? '')}::text[],
      ${households.map(({ headId }) => headId ?? null)}::uuid[],
      ${values(({ id }) => id)}::uuid[], ${values(({ householdId }) => householdId)}::uuid[],
      ${values(({ villageCode }) => villageCode)}::bigint[], ${values(({ name }) => name)}::text[],
      ${values(({ name }) => pinyinOf(readings.get(name)!))}::text[],
      ${values(({ name }) => initialsOf(readings.get(name)!))}::text[], ${values(({ sex }) => sex)}::text[],
      ${values(({ birthDate }) => birthDate)}::date[],
      ${values(({ idDocumentType }) => idDocumentType ?? '01')}::text[],
      ${sealed.map(({ idNumberEncrypted }) => idNumberEncrypted)}::bytea[],
      ${sealed.map(({ idNumberHash }) => idNumberHash)}::bytea[],
      ${sealed.map(({ idTailHash }) => idTailHash)}::bytea[],
      ${sealed.map(({ idNumberMasked }) => idNumberMasked)}::text[],
      ${sealed.map(({ phoneEncrypted }) => phoneEncrypted)}::bytea[],
      ${sealed.map(({ phoneHash }) => phoneHash)}::bytea[],
      ${sealed.map(({ phoneMasked }) => phoneMasked)}::text[],
      ${values(({ contactName }) => contactName ?? null)}::text[],
      ${sealed.map(({ contactPhoneEncrypted }) => contactPhoneEncrypted)}::bytea[],
      ${sealed.map(({ contactPhoneMasked }) => contactPhoneMasked)}::text[],
      ${values(({ relation }) => relation ?? null)}::text[], ${values(({ ethnicity }) => ethnicity ?? null)}::text[],
      ${values(({ residency }) => residency ?? 'registered')}::text[], ${numbers}::text[],
      ${values(({ registeredOn }) => registeredOn)}::date[],
      ${values(({ awaySince }) => awaySince ?? null)}::date[],
      ${values(({ profile }) => JSON.stringify(profile ?? {}))}::jsonb[],
      ${values(({ warnings }) => JSON.stringify(warnings ?? []))}::jsonb[],
      ${populations.map(({ id }) => id)}::uuid[], ${populations.map(({ residentId }) => residentId)}::uuid[],
      ${populations.map(({ population }) => population)}::text[], ${populations.map(({ since }) => since)}::date[],
      ${populations.map(({ until }) => until ?? null)}::date[],
      ${populations.map(({ declaredBy }) => declaredBy)}::text[],
      ${populations.map(({ sourceNote }) => sourceNote ?? null)}::text[], ${viewer.accountId}::uuid)`.execute(
    db,
  )
  // Each is sent behind the one before, none waits for its answer.
  await Promise.all([put, nameHeads(context, rows), indexAddresses(context, households)])
}

/** Who heads each household, by its id: the first who is called its head. */
export function headsOf<Member extends Pick<NewResident, 'householdId' | 'relation'>>(
  members: readonly Member[],
): Map<string, Member> {
  const heads = new Map<string, Member>()
  for (const member of members) {
    if (member.relation === HEAD && !heads.has(member.householdId)) heads.set(member.householdId, member)
  }
  return heads
}

/** The head of a register's household heads it, unless the household has one already. */
async function nameHeads({ db }: Context, rows: readonly NewResident[]) {
  const heads = [...headsOf(rows).values()]
  if (heads.length === 0) return
  await sql`
    update households set head_id = given.head_id
    from unnest(${heads.map(({ householdId }) => householdId)}::uuid[], ${heads.map(({ id }) => id)}::uuid[])
      as given(id, head_id)
    where households.id = given.id and households.head_id is null`.execute(db)
}

/** A record number for each, in the order given: villages number their residents as they are filed. */
async function recordNumbersFor(context: Context, rows: readonly NewResident[]): Promise<string[]> {
  const wanted = new Map<number, number>()
  for (const { villageCode } of rows) wanted.set(villageCode, (wanted.get(villageCode) ?? 0) + 1)
  const series = await takeSerials(context, wanted)
  return rows.map(({ villageCode }) => {
    const village = series.get(villageCode)!
    return recordNumber({
      countyCode: village.prefix.slice(0, 6),
      townshipCode: village.prefix.slice(6, 9),
      committeeCode: village.prefix.slice(9, 12),
      serial: village.next++,
    })
  })
}

function chunks<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = []
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    parts.push(rows.slice(from, from + ROWS_A_STATEMENT))
  return parts
}
