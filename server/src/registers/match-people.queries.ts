import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Relation } from '@qianyue/domain/households/relation.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { idNumberHash } from '../residents/sealed-numbers.ts'
import { type Match, nameKey, type PeopleAsked, type PeopleFound } from './known-people.ts'

type Row = Omit<Match, 'idNumber' | 'phone' | 'populations'> & {
  idNumberHash: Buffer | null
  idNumberEncrypted: Buffer | null
  phoneEncrypted: Buffer | null
  populations: Population[]
}

const MATCHED = sql`
  residents.id as resident_id, residents.household_id, residents.village_code, residents.name, residents.sex,
  residents.birth_date, residents.id_number_hash, residents.id_number_encrypted, residents.id_number_masked,
  residents.phone_encrypted, residents.ethnicity, residents.relation, residents.died_on, residents.moved_out_on,
  (residents.away_since is not null and residents.away_until is null) as is_away,
  org_units.area_name as village, coalesce(households.address, '') as address, households.register_number,
  households.group_number, coalesce(residents.profile -> 'paymentMethods', '[]') as payment_methods,
  coalesce((select array_agg(population) from resident_populations
    where resident_populations.resident_id = residents.id and until is null), '{}') as populations`

const FROM = sql`
  from residents
  join org_units on org_units.code = residents.village_code
  left join households on households.id = residents.household_id`

/** Whether the county has any residents at all, within reach or beyond it. */
export async function anybodyKnown(db: Context['db']): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select anybody_known() as known`.execute(db)
  return rows[0]!.known
}

/** Whom the system knows of the people of some rows: by number, else by name and birth date, or because somebody chose. */
export async function findPeople(
  context: Context,
  { idNumbers, names, birthDates, chosen }: PeopleAsked,
): Promise<PeopleFound> {
  const { known, elsewhere } = await matchByIdNumber(
    context,
    idNumbers.filter((number) => number !== null),
  )
  const people = names.flatMap((name, row) => {
    const [number, birthDate] = [idNumbers[row]!, birthDates[row]!]
    return birthDate !== null && name !== '' && !(number && known.has(number)) ? [{ name, birthDate }] : []
  })
  return {
    byIdNumber: known,
    elsewhere,
    byName: await matchByName(context, people),
    chosen: await matchById(context, chosen),
  }
}

/** Residents within reach by identity number, and which of the other numbers somebody out of reach has. */
async function matchByIdNumber(
  { db, crypto }: Context,
  idNumbers: readonly string[],
): Promise<{ known: Map<string, Match>; elsewhere: Set<string> }> {
  if (idNumbers.length === 0) return { known: new Map(), elsewhere: new Set() }
  const numbers = new Map(idNumbers.map((number) => [idNumberHash(crypto, number).toString('hex'), number]))
  const hashes = [...numbers.keys()].map((hash) => Buffer.from(hash, 'hex'))
  const [{ rows }, elsewhere] = await Promise.all([
    sql<Row>`
    select ${MATCHED} ${FROM}
    where residents.id_number_hash = any(${hashes}::bytea[]) and merged_into_id is null`.execute(db),
    knownHashes(db, [...numbers.keys()]),
  ])
  const known = new Map<string, Match>()
  for (const row of rows) {
    const number = numbers.get(row.idNumberHash!.toString('hex'))!
    known.set(number, matchOf(row, number, crypto))
  }
  const others = elsewhere.map((hash) => numbers.get(hash)!).filter((number) => !known.has(number))
  return { known, elsewhere: new Set(others) }
}

/** Which of these identity numbers somebody of the county has, within reach or beyond it. */
export async function knownNumbers(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  idNumbers: readonly string[],
): Promise<Set<string>> {
  if (idNumbers.length === 0) return new Set()
  const numbers = new Map(idNumbers.map((number) => [idNumberHash(crypto, number).toString('hex'), number]))
  const known = await knownHashes(db, [...numbers.keys()])
  return new Set(known.map((hash) => numbers.get(hash)!))
}

/** Which of these hashes of identity numbers are known in the county. */
async function knownHashes(db: Context['db'], hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash
    from known_id_numbers(${`{${hashes.map((hash) => `"\\\\x${hash}"`).join(',')}}`}::bytea[]) as hash`.execute(
    db,
  )
  return rows.map(({ hash }) => hash)
}

/** Residents within reach with one of these names and birth dates. */
async function matchByName(
  { db, crypto }: Context,
  people: readonly { name: string; birthDate: LocalDate }[],
): Promise<Map<string, Match[]>> {
  if (people.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select ${MATCHED} ${FROM}
    join (select distinct * from unnest(${people.map(({ name }) => name)}::text[],
      ${people.map(({ birthDate }) => birthDate)}::date[]) as given(name, birth_date)) as given
      on given.name = residents.name and given.birth_date = residents.birth_date
    where merged_into_id is null and died_on is null and moved_out_on is null`.execute(db)
  const found = new Map<string, Match[]>()
  for (const row of rows) {
    const key = nameKey(row)
    const number = row.idNumberEncrypted ? crypto.decrypt(row.idNumberEncrypted) : null
    found.set(key, [...(found.get(key) ?? []), matchOf(row, number, crypto)])
  }
  return found
}

/** One resident within reach. */
export async function matchById(
  { db, crypto }: Context,
  residentIds: readonly string[],
): Promise<Map<string, Match>> {
  if (residentIds.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select ${MATCHED} ${FROM} where residents.id = any(${residentIds}::uuid[]) and merged_into_id is null`.execute(
    db,
  )
  return new Map(
    rows.map((row) => [
      row.residentId,
      matchOf(row, row.idNumberEncrypted ? crypto.decrypt(row.idNumberEncrypted) : null, crypto),
    ]),
  )
}

function matchOf(row: Row, idNumber: string | null, crypto: Context['crypto']): Match {
  const { idNumberHash: _hash, idNumberEncrypted: _sealed, phoneEncrypted, relation, ...plain } = row
  return {
    ...plain,
    relation: relation as Relation | null,
    idNumber,
    phone: phoneEncrypted ? crypto.decrypt(phoneEncrypted) : null,
  }
}
