import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { AssessedCase } from '@qianyue/domain/performance/assessed-cases.ts'
import type { AssessmentSheet, ScoredSheet } from '@qianyue/domain/performance/assessment-sheet.ts'
import type { AssessmentState, ScoringLevel } from '@qianyue/domain/performance/round.ts'
import type { LineValue } from '@qianyue/domain/performance/scoring.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

export type RoundRow = {
  id: string
  unitCode: number
  unitName: string
  sheet: AssessmentSheet
  fromDay: LocalDate
  toDay: LocalDate
  publishedAt: Date | null
}

/** A score as it was published, with what it was computed from. */
type PublishedResult = {
  scored: ScoredSheet
  values: Record<string, LineValue>
  /** By line. Not there in what was published before lines could count cases. */
  cases?: Record<string, readonly AssessedCase[]>
  figuresOn: LocalDate
}

export type SubjectRow = {
  id: string
  roundId: string
  teamId: string | null
  unitCode: number
  unitName: string
  name: string
  villageCodes: number[]
  state: AssessmentState
  result: PublishedResult | null
  place: number | null
  openAppeals: number
}

const roundRows = (db: Database) =>
  db
    .selectFrom('assessmentRounds as r')
    .innerJoin('orgUnits as u', 'u.code', 'r.unitCode')
    .select(['r.id', 'r.unitCode', 'u.name as unitName', 'r.sheet', 'r.fromDay', 'r.toDay', 'r.publishedAt'])

/** Rounds of which one reaches something, the newest period first. */
export async function roundsIn(db: Database, year?: number): Promise<RoundRow[]> {
  const rows = await roundRows(db)
    .$if(year !== undefined, (query) =>
      query.where(sql<boolean>`r.to_day between make_date(${year!}, 1, 1) and make_date(${year!}, 12, 31)`),
    )
    .orderBy('r.toDay', 'desc')
    .orderBy('r.id', 'desc')
    .limit(200)
    .execute()
  return rows as unknown as RoundRow[]
}

export async function roundById(db: Database, id: string): Promise<RoundRow | null> {
  const row = await roundRows(db).where('r.id', '=', id).executeTakeFirst()
  return (row as unknown as RoundRow | undefined) ?? null
}

/** Another round of the same sheet over the same days; null when there is none. */
export async function sameRound(
  db: Database,
  { unitCode, sheetCode, fromDay, toDay }: Omit<NewRound, 'id' | 'sheet' | 'createdBy'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('assessmentRounds')
    .select('id')
    .where('unitCode', '=', unitCode)
    .where('sheetCode', '=', sheetCode)
    .where('fromDay', '=', fromDay)
    .where('toDay', '=', toDay)
    .executeTakeFirst()
  return row?.id ?? null
}

export type NewRound = {
  id: string
  unitCode: number
  sheetCode: string
  sheet: AssessmentSheet
  fromDay: LocalDate
  toDay: LocalDate
  createdBy: string
}

export async function insertRound(db: Database, round: NewRound): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('assessmentRounds')
    .values({ ...round, sheet: asJson(round.sheet) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

type NewSubject = Pick<SubjectRow, 'id' | 'roundId' | 'teamId' | 'unitCode' | 'name' | 'villageCodes'>

export async function insertSubjects(db: Database, subjects: readonly NewSubject[]): Promise<void> {
  await db
    .insertInto('assessmentSubjects')
    .values([...subjects])
    .execute()
}

/** Teams of a range of units that are there on a day, with the villages they cover on it. */
export async function teamsOn(db: Database, { from, to }: { from: number; to: number }, day: LocalDate) {
  const { rows } = await sql<{ id: string; unitCode: number; name: string; villageCodes: number[] }>`
    select t.id, t.unit_code, t.name, coalesce(
      (select array_agg(distinct v.village_code) from team_villages v
       where v.team_id = t.id and v.since <= ${day} and (v.until is null or v.until >= ${day})), '{}') as village_codes
    from teams t
    where t.unit_code between ${from} and ${to} and (t.dissolved_on is null or t.dissolved_on > ${day})
    order by t.unit_code, t.name`.execute(db)
  return rows
}

/** Units of one level in a range, with the villages that each covers. */
export async function unitsOf(
  db: Database,
  { from, to }: { from: number; to: number },
  level: 'township' | 'village',
) {
  const { rows } = await sql<{ unitCode: number; name: string; villageCodes: number[] }>`
    select u.code as unit_code, u.name, coalesce(
      (select array_agg(v.code) from org_units v
       where v.level = 'village' and (v.code = u.code or v.parent_code = u.code)), '{}') as village_codes
    from org_units u
    where u.code between ${from} and ${to} and u.level = ${level}
    order by u.code`.execute(db)
  return rows
}

export async function subjectsOf(db: Database, roundIds: readonly string[]): Promise<SubjectRow[]> {
  if (roundIds.length === 0) return []
  const rows = await db
    .selectFrom('assessmentSubjects as s')
    .innerJoin('orgUnits as u', 'u.code', 's.unitCode')
    .selectAll('s')
    .select('u.name as unitName')
    .select(
      sql<number>`(select count(*)::int from assessment_appeals a where a.subject_id = s.id and a.answer is null)`.as(
        'openAppeals',
      ),
    )
    .where('s.roundId', 'in', [...roundIds])
    .orderBy('s.unitCode')
    .orderBy('s.name')
    .execute()
  return rows as unknown as SubjectRow[]
}

/** Locks the assessed until the transaction ends, so that scores and publication come one after the other. */
export async function lockSubjects(db: Database, roundId: string, subjectId?: string): Promise<number> {
  const rows = await db
    .selectFrom('assessmentSubjects')
    .select('id')
    .where('roundId', '=', roundId)
    .$if(subjectId !== undefined, (query) => query.where('id', '=', subjectId!))
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.length
}

export async function setSubjectState(db: Database, id: string, state: AssessmentState): Promise<void> {
  await db.updateTable('assessmentSubjects').set({ state }).where('id', '=', id).execute()
}

export async function writeResult(
  db: Database,
  id: string,
  result: PublishedResult,
  place: number,
): Promise<void> {
  await db
    .updateTable('assessmentSubjects')
    .set({ result: asJson(result), place })
    .where('id', '=', id)
    .execute()
}

export async function markPublished(db: Database, id: string, publishedBy: string, publishedAt: Date) {
  await db.updateTable('assessmentRounds').set({ publishedBy, publishedAt }).where('id', '=', id).execute()
}

export type EntryRow = {
  subjectId: string
  line: string
  level: ScoringLevel
  value: LineValue
  proof: string
  enteredBy: string
  enteredAt: Date
}

/** What was entered in a round, or for one of its assessed. */
export async function entriesOf(db: Database, roundId: string, subjectId?: string): Promise<EntryRow[]> {
  const rows = await db
    .selectFrom('assessmentValues as v')
    .innerJoin('assessmentSubjects as s', 's.id', 'v.subjectId')
    .innerJoin('accounts as a', 'a.id', 'v.enteredBy')
    .select(['v.subjectId', 'v.line', 'v.level', 'v.value', 'v.proof', 'a.name as enteredBy', 'v.enteredAt'])
    .where('s.roundId', '=', roundId)
    .$if(subjectId !== undefined, (query) => query.where('v.subjectId', '=', subjectId!))
    .execute()
  return rows as unknown as EntryRow[]
}

export async function keepEntries(
  db: Database,
  entries: readonly (Omit<EntryRow, 'enteredBy'> & { enteredBy: string })[],
): Promise<void> {
  if (entries.length === 0) return
  await db
    .insertInto('assessmentValues')
    .values(entries.map((entry) => ({ ...entry, value: asJson(entry.value) })))
    .onConflict((conflict) =>
      conflict.columns(['subjectId', 'line', 'level']).doUpdateSet((row) => ({
        value: row.ref('excluded.value'),
        proof: row.ref('excluded.proof'),
        enteredBy: row.ref('excluded.enteredBy'),
        enteredAt: row.ref('excluded.enteredAt'),
      })),
    )
    .execute()
}

export async function insertAppeal(
  db: Database,
  appeal: { id: string; subjectId: string; words: string; madeBy: string; madeAt: Date },
): Promise<void> {
  await db
    .insertInto('assessmentAppeals')
    .values(appeal)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function appealsOf(db: Database, subjectId: string) {
  return await db
    .selectFrom('assessmentAppeals as p')
    .innerJoin('accounts as maker', 'maker.id', 'p.madeBy')
    .leftJoin('accounts as judge', 'judge.id', 'p.answeredBy')
    .select(['p.id', 'p.words', 'p.madeAt', 'maker.name as madeBy', 'p.answer', 'p.upheld'])
    .select('judge.name as answeredBy')
    .where('p.subjectId', '=', subjectId)
    .orderBy('p.madeAt')
    .execute()
}

export async function writeAnswer(
  db: Database,
  appealId: string,
  given: { answer: string; upheld: boolean; answeredBy: string; answeredAt: Date },
): Promise<void> {
  await db.updateTable('assessmentAppeals').set(given).where('id', '=', appealId).execute()
}
