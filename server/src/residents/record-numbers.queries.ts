import {
  committeeCodeOf,
  LAST_SERIAL,
  recordNumberPrefix,
} from '@qianyue/domain/residents/health-record-number.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'

/** Names by which registers and addresses know the county's villages and townships. */
export async function unitNames({ db }: Pick<Context, 'db'>): Promise<Map<number, string>> {
  const units = await db.selectFrom('orgUnits').select(['code', 'areaName']).execute()
  return new Map(units.map(({ code, areaName }) => [code, areaName]))
}

/**
 * Takes so many serials of each village's health record numbers. The village's series is locked until the
 * transaction ends, so that no number is given twice and none is skipped.
 */
export async function takeSerials(
  context: Context,
  wanted: ReadonlyMap<number, number>,
): Promise<Map<number, { prefix: string; next: number }>> {
  const villages = [...wanted.keys()].sort((a, b) => a - b)
  await openSeries(context, villages)
  const taken = await sql<{ villageCode: number; prefix: string; lastSerial: number }>`
    update record_number_series set last_serial = last_serial + given.number
    from unnest(${villages}::bigint[], ${villages.map((code) => wanted.get(code)!)}::integer[]) as given(code, number)
    where village_code = given.code and last_serial + given.number <= ${LAST_SERIAL}
    returning village_code, prefix, last_serial`.execute(context.db)
  if (taken.rows.length < villages.length) {
    throw new Refused('record-numbers-used-up', '该村的健康档案编号已用完，请联系县卫健局分配新的编号段。')
  }
  return new Map(
    taken.rows.map(({ villageCode, prefix, lastSerial }) => [
      villageCode,
      { prefix, next: lastSerial - wanted.get(villageCode)! + 1 },
    ]),
  )
}

/** Gives villages that have none the twelve digits before their serials: by the archive's code, else the next free 9xx. */
async function openSeries({ db }: Context, villages: readonly number[]) {
  const unopened = await sql<{ code: number; archiveCode: string | null }>`
    select code, archive_code from org_units
    where code = any(${villages}::bigint[])
      and not exists (select from record_number_series where village_code = code)
    order by code`.execute(db)
  for (const { code, archiveCode } of unopened.rows) {
    const committee = archiveCode ?? committeeCodeOf(String(code)) ?? (await nextOtherCode(db, code))
    await sql`
      insert into record_number_series (village_code, prefix)
      values (${code}, ${recordNumberPrefix(String(code), committee)})
      on conflict (village_code) do nothing`.execute(db)
  }
}

/** 901–999: what is neither a village's nor a neighbourhood's committee. */
async function nextOtherCode(db: Context['db'], villageCode: number): Promise<string> {
  const township = String(villageCode).slice(0, 9)
  const last = await sql<{ code: string | null }>`
    select max(substr(prefix, 10)) as code from record_number_series
    where prefix like ${`${township}9%`}`.execute(db)
  return String(Math.max(900, Number(last.rows[0]?.code ?? 900)) + 1)
}
