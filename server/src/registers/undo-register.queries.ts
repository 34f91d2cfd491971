import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { maskPhone } from '@qianyue/domain/residents/phone.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { phoneHash } from '../residents/sealed-numbers.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { ResidentBefore } from './change-residents.queries.ts'
import type { Change } from './register-imports.queries.ts'

type Undone = Change & { change: number }
type Sealing = { db: Database; crypto: FieldCrypto }

/** What an import changed, the last first. */
export async function changesOf({ db, crypto }: Sealing, importId: string): Promise<Undone[]> {
  const rows = await db
    .selectFrom('registerImportChanges')
    .selectAll()
    .where('importId', '=', importId)
    .orderBy('change', 'desc')
    .execute()
  return rows.map(({ before, change, kind, ...row }) => ({
    ...row,
    kind: kind as Change['kind'],
    change: Number(change),
    before: before ? (JSON.parse(crypto.decrypt(before)) as Record<string, unknown>) : null,
  }))
}

/** What an import writes itself, or what follows from it: no work of anybody's. */
const OWN_TABLES = [
  'residents',
  'households',
  'household_memberships',
  'resident_versions',
  'resident_populations',
  'resident_duties',
  'resident_standing',
]

const TABLE_WORDS: Readonly<Record<string, string>> = {
  agreements: '签约',
  agreement_members: '签约',
  service_records: '服务记录',
  resident_events: '人口变动',
  population_reviews: '年度梳理',
  resident_merges: '合并',
  distinct_residents: '查重',
  attachments: '照片与签名',
  duty_notes: '服务说明',
}

/** How many of an import's people somebody has worked on since, and what that work is called. */
export async function whatStandsOn(
  db: Database,
  {
    added,
    households,
    changed,
    populations,
  }: {
    added: readonly string[]
    households: readonly string[]
    changed: readonly Undone[]
    populations: readonly Undone[]
  },
): Promise<{ residents: number; kinds: string[] }> {
  const residents = new Set<string>()
  const kinds = new Set<string>()
  const found = (rows: readonly { id: string }[], kind: string) => {
    for (const { id } of rows) residents.add(id)
    if (rows.length > 0) kinds.add(kind)
  }
  for (const { table, column } of await tablesAbout(db)) {
    const { rows } = await sql<{ id: string }>`
      select distinct ${sql.id(column)} as id from ${sql.id(table)}
      where ${sql.id(column)} = any(${added}::uuid[])`.execute(db)
    found(rows, TABLE_WORDS[table] ?? '其他业务')
  }
  const edited = await sql<{ id: string }>`
    select id from residents where id = any(${added}::uuid[]) and (version > 1 or merged_into_id is not null)
    union select r.id from residents r
    join unnest(${changed.map(({ residentId }) => residentId!)}::uuid[], ${changed.map(({ version }) => version!)}::integer[])
      as given(id, version) on given.id = r.id and given.version <> r.version`.execute(db)
  found(edited.rows, '资料修改')
  const declared = await sql<{ id: string }>`
    select resident_id as id from resident_populations
    where resident_id = any(${added}::uuid[])
      and (source = 'record' or declared_by is distinct from 'register' or until is not null)
    union select resident_id from resident_populations
    where id = any(${populations.map(({ populationId }) => populationId!)}::uuid[]) and until is not null`.execute(
    db,
  )
  found(declared.rows, '重点人群变动')
  const joined = await sql<{ id: string }>`
    select id from residents where household_id = any(${households}::uuid[])
    except select unnest(${added}::uuid[])`.execute(db)
  found(joined.rows, '新加入的家庭成员')
  return { residents: residents.size, kinds: [...kinds] }
}

/** Tables with a column that names a resident, besides an import's own. */
async function tablesAbout(db: Database): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'residents'::regclass and c.relname <> all(${OWN_TABLES}::text[])`.execute(
    db,
  )
  return rows
}

export async function removePopulations(db: Database, changes: readonly Undone[]): Promise<void> {
  await sql`delete from resident_populations where id = any(${changes.map(({ populationId }) => populationId!)}::uuid[])`.execute(
    db,
  )
}

/** Residents whom the import changed are as they were, and the versions and events it wrote are gone. */
export async function putBack({ db, crypto }: Sealing, changes: readonly Undone[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ residentId, version, before }) => ({
    residentId: residentId!,
    version: version!,
    before: before as ResidentBefore,
  }))
  const of = <Value>(value: (before: ResidentBefore) => Value) => rows.map(({ before }) => value(before))
  await sql`
    update residents set
      sex = given.sex, birth_date = given.birth_date, ethnicity = given.ethnicity, relation = given.relation,
      away_since = given.away_since, away_until = given.away_until, warnings = given.warnings,
      phone_encrypted = given.phone_encrypted, phone_hash = given.phone_hash, phone_masked = given.phone_masked,
      id_number_encrypted = case when given.had_id_number then id_number_encrypted end,
      id_number_hash = case when given.had_id_number then id_number_hash end,
      id_tail_hash = case when given.had_id_number then id_tail_hash end,
      id_number_masked = case when given.had_id_number then id_number_masked end,
      version = given.version - 1, updated_at = now()
    from unnest(
      ${rows.map(({ residentId }) => residentId)}::uuid[], ${rows.map(({ version }) => version)}::integer[],
      ${of(({ sex }) => sex)}::text[], ${of(({ birthDate }) => birthDate)}::date[],
      ${of(({ ethnicity }) => ethnicity)}::text[], ${of(({ relation }) => relation)}::text[],
      ${of(({ awaySince }) => awaySince)}::date[], ${of(({ awayUntil }) => awayUntil)}::date[],
      ${of(({ warnings }) => asJson(warnings))}::jsonb[], ${of(({ hadIdNumber }) => hadIdNumber)}::boolean[],
      ${of(({ phone }) => (phone ? crypto.encrypt(phone) : null))}::bytea[],
      ${of(({ phone }) => (phone ? phoneHash(crypto, phone) : null))}::bytea[],
      ${of(({ phone }) => (phone ? maskPhone(phone) : null))}::text[])
      as given(id, version, sex, birth_date, ethnicity, relation, away_since, away_until, warnings, had_id_number,
        phone_encrypted, phone_hash, phone_masked)
    where residents.id = given.id`.execute(db)
  await sql`
    delete from resident_versions using unnest(
      ${rows.map(({ residentId }) => residentId)}::uuid[], ${rows.map(({ version }) => version - 1)}::integer[]) as given(id, version)
    where resident_versions.resident_id = given.id and resident_versions.version = given.version`.execute(db)
  const told = rows.filter(({ before }) => before.gainedPaymentMethods).map(({ residentId }) => residentId)
  await sql`update residents set profile = profile - 'paymentMethods' where id = any(${told}::uuid[])`.execute(
    db,
  )
  const events = rows.flatMap(({ before }) => before.eventId ?? [])
  await sql`delete from resident_events where id = any(${events}::uuid[])`.execute(db)
}

/**
 * Residents whom the import added are gone, and no figure counts them: their standing is first taken back the way a
 * move takes it back, so that the counts of villages stay the sum of their residents.
 */
export async function forgetResidents(
  db: Database,
  today: LocalDate,
  residentIds: readonly string[],
): Promise<void> {
  if (residentIds.length === 0) return
  const ids = [...residentIds]
  await sql`
    update residents set moved_out_on = ${addDays(today, -1)}::date, registered_on = least(registered_on, ${addDays(today, -1)}::date)
    where id = any(${ids}::uuid[])`.execute(db)
  await sql`delete from resident_populations where resident_id = any(${ids}::uuid[])`.execute(db)
  await refreshResidents({ db, today }, ids)
  await sql`update households set head_id = null where head_id = any(${ids}::uuid[])`.execute(db)
  for (const table of [
    'resident_standing',
    'resident_duties',
    'household_memberships',
    'resident_versions',
  ]) {
    await sql`delete from ${sql.id(table)} where resident_id = any(${ids}::uuid[])`.execute(db)
  }
  await sql`delete from residents where id = any(${ids}::uuid[])`.execute(db)
}

export async function removeHouseholds(db: Database, householdIds: readonly string[]): Promise<void> {
  await sql`delete from household_memberships where household_id = any(${householdIds}::uuid[])`.execute(db)
  await sql`delete from address_keys where household_id = any(${householdIds}::uuid[])`.execute(db)
  await sql`delete from households where id = any(${householdIds}::uuid[])`.execute(db)
}

/** Villages that the import made stay when anything is filed under them. */
export async function removeVillages(db: Database, codes: readonly number[]): Promise<void> {
  if (codes.length === 0) return
  await sql`delete from indicator_counts where village_code = any(${codes}::bigint[]) and denominator = 0 and numerator = 0`.execute(
    db,
  )
  await sql`delete from record_number_series where village_code = any(${codes}::bigint[])
    and not exists (select from residents r where r.village_code = record_number_series.village_code)`.execute(
    db,
  )
  await sql`
    delete from org_units where code = any(${codes}::bigint[])
      and not exists (select from residents r where r.village_code = org_units.code)
      and not exists (select from households h where h.village_code = org_units.code)
      and not exists (select from staff s where s.unit_code = org_units.code)
      and not exists (select from register_imports i where i.unit_code = org_units.code)`.execute(db)
}

/** What is kept of an import to undo it by goes, when it is undone. */
export async function forgetTraces(db: Database, importId: string): Promise<void> {
  await db.deleteFrom('registerImportChanges').where('importId', '=', importId).execute()
  await db.deleteFrom('registerImportParts').where('importId', '=', importId).execute()
}
