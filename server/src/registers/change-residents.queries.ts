import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ResidentChanges } from '@qianyue/domain/registers/changes.ts'
import { parseIdNumber } from '@qianyue/domain/residents/id-number.ts'
import { identityWarnings } from '@qianyue/domain/residents/identity.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { sealNumbers } from '../residents/sealed-numbers.ts'
import type { Match } from './known-people.ts'
import { newId } from './new-ids.ts'
import type { Change } from './register-imports.queries.ts'

/** A known resident with what a register changes of them. */
export type ChangedResident = { resident: Match; changes: ResidentChanges }

/** What a resident was before an import changed them; kept encrypted, to be put back. */
export type ResidentBefore = {
  sex: string
  birthDate: string
  ethnicity: string | null
  relation: string | null
  phone: string | null
  hadIdNumber: boolean
  awaySince: string | null
  awayUntil: string | null
  warnings: unknown
  eventId: string | null
  /** The import told how treatment is paid, which was not known. */
  gainedPaymentMethods?: boolean
}

/** Brings known residents up to date in a few statements, with a version of how each was, and what is to be undone. */
export async function changeResidents(
  context: Context,
  given: readonly ChangedResident[],
  { today, yesterday }: { today: LocalDate; yesterday: LocalDate },
): Promise<Change[]> {
  if (given.length === 0) return []
  const away = await whereabouts(
    context,
    given.map(({ resident }) => resident.residentId),
  )
  const rows = given.map(({ resident, changes }) => {
    const was = away.get(resident.residentId)!
    const after = {
      sex: changes.sex ?? resident.sex,
      birthDate: changes.birthDate ?? resident.birthDate,
      ethnicity: changes.ethnicity ?? resident.ethnicity,
      relation: changes.relation ?? resident.relation,
      awaySince: changes.isAway === true ? today : was.awaySince,
      awayUntil:
        changes.isAway === true
          ? null
          : changes.isAway === false
            ? later(yesterday, was.awaySince)
            : was.awayUntil,
    }
    const idNumber = resident.idNumber ?? changes.idNumber ?? null
    const parsed = idNumber === null ? null : parseIdNumber(idNumber, today)
    const warnings = identityWarnings(after, parsed?.ok ? parsed.reading : null, today)
    return { resident, changes, was, after, warnings, eventId: changes.isAway === undefined ? null : newId() }
  })
  await keepVersions(context, rows)
  await updateRows(context, rows)
  await addPaymentMethods(context, rows)
  await noteWhereabouts(context, rows, today)
  return [...rows.map(changeOf), ...(await declare(context, rows, today))]
}

type Row = {
  resident: Match
  changes: ResidentChanges
  was: Whereabouts
  after: Pick<ResidentBefore, 'sex' | 'birthDate' | 'ethnicity' | 'relation' | 'awaySince' | 'awayUntil'>
  warnings: unknown
  eventId: string | null
}
type Whereabouts = {
  version: number
  awaySince: LocalDate | null
  awayUntil: LocalDate | null
  warnings: unknown
}

async function whereabouts(
  { db }: Context,
  residentIds: readonly string[],
): Promise<Map<string, Whereabouts>> {
  const rows = await db
    .selectFrom('residents')
    .select(['id', 'version', 'awaySince', 'awayUntil', 'warnings'])
    .where('id', 'in', residentIds)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map(({ id, ...row }) => [id, row as Whereabouts]))
}

async function keepVersions({ db, viewer }: Context, rows: readonly Row[]): Promise<void> {
  await sql`
    insert into resident_versions (resident_id, version, values, changed_by, reason)
    select resident_id, version, values, ${viewer.accountId}, '名册导入'
    from unnest(
      ${rows.map(({ resident }) => resident.residentId)}::uuid[], ${rows.map(({ was }) => was.version)}::integer[],
      ${rows.map(({ resident, was }) =>
        asJson({
          sex: resident.sex,
          birthDate: resident.birthDate,
          ethnicity: resident.ethnicity,
          relation: resident.relation,
          awaySince: was.awaySince,
          awayUntil: was.awayUntil,
          idNumberMasked: resident.idNumberMasked,
        }),
      )}::jsonb[]) as given(resident_id, version, values)
    on conflict do nothing`.execute(db)
}

async function updateRows({ db, crypto }: Context, rows: readonly Row[]): Promise<void> {
  const sealed = rows.map(({ changes }) =>
    sealNumbers(crypto, {
      idNumber: changes.idNumber as never,
      phone: changes.phone ?? null,
      contactPhone: null,
    }),
  )
  await sql`
    update residents set
      sex = given.sex, birth_date = given.birth_date, ethnicity = given.ethnicity, relation = given.relation,
      away_since = given.away_since, away_until = given.away_until, warnings = given.warnings,
      id_number_encrypted = coalesce(given.id_number_encrypted, residents.id_number_encrypted),
      id_number_hash = coalesce(given.id_number_hash, residents.id_number_hash),
      id_tail_hash = coalesce(given.id_tail_hash, residents.id_tail_hash),
      id_number_masked = coalesce(given.id_number_masked, residents.id_number_masked),
      phone_encrypted = coalesce(given.phone_encrypted, residents.phone_encrypted),
      phone_hash = coalesce(given.phone_hash, residents.phone_hash),
      phone_masked = coalesce(given.phone_masked, residents.phone_masked),
      version = version + 1, updated_at = now()
    from unnest(
      ${rows.map(({ resident }) => resident.residentId)}::uuid[], ${rows.map(({ after }) => after.sex)}::text[],
      ${rows.map(({ after }) => after.birthDate)}::date[], ${rows.map(({ after }) => after.ethnicity)}::text[],
      ${rows.map(({ after }) => after.relation)}::text[], ${rows.map(({ after }) => after.awaySince)}::date[],
      ${rows.map(({ after }) => after.awayUntil)}::date[], ${rows.map(({ warnings }) => asJson(warnings))}::jsonb[],
      ${sealed.map((one) => one.idNumberEncrypted)}::bytea[], ${sealed.map((one) => one.idNumberHash)}::bytea[],
      ${sealed.map((one) => one.idTailHash)}::bytea[], ${sealed.map((one) => one.idNumberMasked)}::text[],
      ${sealed.map((one) => one.phoneEncrypted)}::bytea[], ${sealed.map((one) => one.phoneHash)}::bytea[],
      ${sealed.map((one) => one.phoneMasked)}::text[])
      as given(id, sex, birth_date, ethnicity, relation, away_since, away_until, warnings, id_number_encrypted,
        id_number_hash, id_tail_hash, id_number_masked, phone_encrypted, phone_hash, phone_masked)
    where residents.id = given.id`.execute(db)
}

async function addPaymentMethods({ db }: Context, rows: readonly Row[]): Promise<void> {
  const told = rows.filter(({ changes }) => changes.paymentMethods !== undefined)
  if (told.length === 0) return
  await sql`
    update residents set profile = profile || jsonb_build_object('paymentMethods', given.methods)
    from unnest(${told.map(({ resident }) => resident.residentId)}::uuid[],
      ${told.map(({ changes }) => JSON.stringify(changes.paymentMethods))}::jsonb[]) as given(id, methods)
    where residents.id = given.id`.execute(db)
}

async function noteWhereabouts(
  { db, viewer }: Context,
  rows: readonly Row[],
  today: LocalDate,
): Promise<void> {
  const events = rows.filter(({ eventId }) => eventId !== null)
  if (events.length === 0) return
  await db
    .insertInto('residentEvents')
    .values(
      events.map(({ resident, changes, eventId }) => ({
        id: eventId!,
        residentId: resident.residentId,
        kind: changes.isAway ? 'away' : 'return',
        happenedOn: today,
        details: asJson({ source: 'register' }),
        recordedBy: viewer.accountId,
      })),
    )
    .execute()
}

async function declare({ db, viewer }: Context, rows: readonly Row[], today: LocalDate): Promise<Change[]> {
  const declared = rows.flatMap(({ resident, changes }) =>
    (changes.addedPopulations ?? []).map((population) => ({
      id: newId(),
      residentId: resident.residentId,
      population,
    })),
  )
  if (declared.length === 0) return []
  const { rows: kept } = await sql<{ id: string; residentId: string }>`
    insert into resident_populations (id, resident_id, population, since, source, declared_by, recorded_by)
    select id, resident_id, population, ${today}::date, 'declared', 'register', ${viewer.accountId}
    from unnest(${declared.map(({ id }) => id)}::uuid[], ${declared.map(({ residentId }) => residentId)}::uuid[],
      ${declared.map(({ population }) => population)}::text[]) as given(id, resident_id, population)
    on conflict do nothing
    returning id, resident_id`.execute(db)
  return kept.map(({ id, residentId }) => ({ kind: 'population-added', residentId, populationId: id }))
}

function changeOf({ resident, changes, was, eventId }: Row): Change {
  const before: ResidentBefore = {
    sex: resident.sex,
    birthDate: resident.birthDate,
    ethnicity: resident.ethnicity,
    relation: resident.relation,
    phone: resident.phone,
    hadIdNumber: resident.idNumber !== null,
    awaySince: was.awaySince,
    awayUntil: was.awayUntil,
    warnings: was.warnings,
    eventId,
    gainedPaymentMethods: changes.paymentMethods !== undefined,
  }
  return { kind: 'resident-changed', residentId: resident.residentId, version: was.version + 1, before }
}

/** The last day away cannot lie before the first. */
function later(day: LocalDate, since: LocalDate | null): LocalDate {
  return since !== null && since > day ? since : day
}
