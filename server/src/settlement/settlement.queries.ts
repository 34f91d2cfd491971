import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Computed } from './compute-settlement.ts'

type SettlementState = 'draft' | 'submitted' | 'frozen' | 'paid'

export type SettlementRow = {
  id: string
  unitCode: number
  unitName: string
  fundCode: string
  year: number
  part: string
  number: number
  fromDay: LocalDate
  toDay: LocalDate
  state: SettlementState
  entered: Entered
  computed: Computed
  computedAt: Date
  note: string | null
  createdBy: string
  submittedBy: string | null
  submittedByName: string | null
  frozenByName: string | null
  frozenAt: Date | null
  paidOn: LocalDate | null
  openAppeals: number
}

/** What was entered for a pool, by the code of its unit. */
export type Entered = Record<string, EnteredForPool>
export type EnteredForPool = { enteredFen: number; scoreHundredths: number | null }

export async function insertSettlement(
  db: Database,
  row: {
    id: string
    unitCode: number
    fundCode: string
    year: number
    part: string
    number: number
    fromDay: LocalDate
    toDay: LocalDate
    createdBy: string
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('settlements')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Another settlement of the same payment; null when there is none. */
export async function sameSettlement(
  db: Database,
  { unitCode, fundCode, year, part, number }: Omit<Parameters<typeof insertSettlement>[1], 'createdBy'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('settlements')
    .select('id')
    .where('unitCode', '=', unitCode)
    .where('fundCode', '=', fundCode)
    .where('year', '=', year)
    .where('part', '=', part)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.id ?? null
}

const settlementRows = (db: Database) =>
  db
    .selectFrom('settlements as s')
    .innerJoin('orgUnits as u', 'u.code', 's.unitCode')
    .leftJoin('accounts as submitter', 'submitter.id', 's.submittedBy')
    .leftJoin('accounts as approver', 'approver.id', 's.frozenBy')
    .select([
      's.id',
      's.unitCode',
      'u.name as unitName',
      's.fundCode',
      's.year',
      's.part',
      's.number',
      's.fromDay',
      's.toDay',
      's.state',
      's.entered',
      's.computed',
      's.computedAt',
      's.note',
      's.createdBy',
      's.submittedBy',
      'submitter.name as submittedByName',
      'approver.name as frozenByName',
      's.frozenAt',
      's.paidOn',
    ])
    .select(
      sql<number>`(select count(*)::int from settlement_appeals a where a.settlement_id = s.id and a.answer is null)`.as(
        'openAppeals',
      ),
    )

export async function allSettlements(db: Database, year?: number): Promise<SettlementRow[]> {
  const rows = await settlementRows(db)
    .$if(year !== undefined, (query) => query.where('s.year', '=', year!))
    .orderBy('s.toDay', 'desc')
    .orderBy('s.id', 'desc')
    .limit(500)
    .execute()
  return rows as unknown as SettlementRow[]
}

export async function settlementById(db: Database, id: string): Promise<SettlementRow | null> {
  const row = await settlementRows(db).where('s.id', '=', id).executeTakeFirst()
  return (row as unknown as SettlementRow | undefined) ?? null
}

/** Locks the settlement until the transaction ends, so that two clerks' steps come one after the other. */
export async function lockSettlement(db: Database, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('settlements')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function writeComputed(
  db: Database,
  id: string,
  computed: Computed,
  entered: Entered,
  now: Date,
): Promise<void> {
  await db
    .updateTable('settlements')
    .set({ computed: asJson(computed), entered: asJson(entered), computedAt: now })
    .where('id', '=', id)
    .execute()
}

export async function setState(
  db: Database,
  id: string,
  change: {
    state: SettlementState
    note?: string | null
    submittedBy?: string | null
    frozenBy?: string
    frozenAt?: Date
    paidOn?: LocalDate
  },
): Promise<void> {
  await db.updateTable('settlements').set(change).where('id', '=', id).execute()
}

export type ShareRow = {
  staffId: string
  poolUnit: number
  staffUnit: number
  services: number
  refused: number
  points: number
  quality: number
  satisfaction: number
  verified: number
  signed: number
  /** 岗位系数, hundredths. */
  roleFactor: number
  shareFen: number
  remainderFen: number
  capped: boolean
  deductedFen: number
  paidFen: number
}

export async function replaceShares(
  db: Database,
  settlementId: string,
  shares: readonly ShareRow[],
): Promise<void> {
  await db.deleteFrom('settlementShares').where('settlementId', '=', settlementId).execute()
  if (shares.length === 0) return
  await sql`
    insert into settlement_shares (settlement_id, staff_id, pool_unit, staff_unit, services, refused, points, quality,
      satisfaction, verified, signed, share_fen, remainder_fen, capped, deducted_fen, paid_fen, role_factor)
    select ${settlementId}::uuid, s.* from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s(
      "staffId" uuid, "poolUnit" bigint, "staffUnit" bigint, services int, refused int, points bigint, quality int,
      satisfaction int, verified int, signed int, "shareFen" bigint, "remainderFen" smallint, capped boolean,
      "deductedFen" bigint, "paidFen" bigint, "roleFactor" int)`.execute(db)
}

export type NamedShare = ShareRow & { staffName: string; unitName: string; reason: string }

export async function sharesOf(db: Database, settlementId: string, staffId?: string): Promise<NamedShare[]> {
  const rows = await db
    .selectFrom('settlementShares as s')
    .innerJoin('staff as p', 'p.id', 's.staffId')
    .innerJoin('orgUnits as u', 'u.code', 's.staffUnit')
    .leftJoin('settlementEntries as e', (join) =>
      join.onRef('e.settlementId', '=', 's.settlementId').onRef('e.staffId', '=', 's.staffId'),
    )
    .selectAll('s')
    .select(['p.name as staffName', 'u.name as unitName'])
    .select(sql<string>`coalesce(e.reason, '')`.as('reason'))
    .where('s.settlementId', '=', settlementId)
    .$if(staffId !== undefined, (query) => query.where('s.staffId', '=', staffId!))
    .orderBy('s.poolUnit')
    .orderBy('s.paidFen', 'desc')
    .orderBy('p.name')
    .execute()
  return rows.map(({ settlementId: _, ...row }) => row as unknown as NamedShare)
}

export type StaffEntry = {
  staffId: string
  quality: number
  satisfaction: number
  deductionFen: number
  reason: string
}

export async function entriesOf(db: Database, settlementId: string): Promise<StaffEntry[]> {
  const rows = await db
    .selectFrom('settlementEntries')
    .select(['staffId', 'quality', 'satisfaction', 'deductionFen', 'reason'])
    .where('settlementId', '=', settlementId)
    .execute()
  return rows as unknown as StaffEntry[]
}

export async function replaceEntries(
  db: Database,
  settlementId: string,
  entries: readonly StaffEntry[],
): Promise<void> {
  await db.deleteFrom('settlementEntries').where('settlementId', '=', settlementId).execute()
  if (entries.length === 0) return
  await db
    .insertInto('settlementEntries')
    .values(entries.map((entry) => ({ settlementId, ...entry })))
    .execute()
}

export type AppealRow = {
  id: string
  staffId: string
  staffName: string
  words: string
  madeAt: Date
  answer: string | null
  upheld: boolean | null
  answeredBy: string | null
}

export async function appealsOf(
  db: Database,
  settlementIds: readonly string[],
  staffId?: string,
): Promise<(AppealRow & { settlementId: string })[]> {
  if (settlementIds.length === 0) return []
  return await db
    .selectFrom('settlementAppeals as a')
    .innerJoin('staff as p', 'p.id', 'a.staffId')
    .leftJoin('accounts as c', 'c.id', 'a.answeredBy')
    .select([
      'a.id',
      'a.settlementId',
      'a.staffId',
      'p.name as staffName',
      'a.words',
      'a.madeAt',
      'a.answer',
      'a.upheld',
      'c.name as answeredBy',
    ])
    .where('a.settlementId', 'in', [...settlementIds])
    .$if(staffId !== undefined, (query) => query.where('a.staffId', '=', staffId!))
    .orderBy('a.madeAt')
    .execute()
}

export async function insertAppeal(
  db: Database,
  appeal: { id: string; settlementId: string; staffId: string; words: string },
): Promise<void> {
  await db
    .insertInto('settlementAppeals')
    .values(appeal)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function writeAnswer(
  db: Database,
  appealId: string,
  given: { answer: string; upheld: boolean; answeredBy: string; answeredAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('settlementAppeals')
    .set(given)
    .where('id', '=', appealId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Settlements in which a person shares, the newest first. */
export async function settlementsOfStaff(
  db: Database,
  staffId: string,
): Promise<(NamedShare & { settlementId: string })[]> {
  const rows = await db
    .selectFrom('settlementShares as s')
    .innerJoin('settlements as t', 't.id', 's.settlementId')
    .leftJoin('settlementEntries as e', (join) =>
      join.onRef('e.settlementId', '=', 's.settlementId').onRef('e.staffId', '=', 's.staffId'),
    )
    .selectAll('s')
    .select(sql<string>`coalesce(e.reason, '')`.as('reason'))
    .where('s.staffId', '=', staffId)
    .orderBy('t.toDay', 'desc')
    .limit(50)
    .execute()
  return rows as unknown as (NamedShare & { settlementId: string })[]
}

export async function insertIntoLedger(
  db: Database,
  entry: {
    id: string
    fundCode: string
    unitCode: number
    happenedOn: LocalDate
    kind: string
    fen: number
    settlementId: string | null
    words: string
    enteredBy: string
  },
): Promise<void> {
  await db
    .insertInto('fundLedger')
    .values(entry)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function ledgerOf(db: Database, year: number) {
  return await db
    .selectFrom('fundLedger as l')
    .innerJoin('orgUnits as u', 'u.code', 'l.unitCode')
    .select(['l.id', 'l.fundCode', 'l.happenedOn', 'l.kind', 'l.fen', 'l.words', 'u.name as unitName'])
    .where(sql<boolean>`l.happened_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`)
    .orderBy('l.happenedOn')
    .orderBy('l.enteredAt')
    .execute()
}
