import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { nationalDefault2022 } from '@qianyue/domain/policy/policy.ts'
import pg from 'pg'
import { inCounty } from '../../../server/src/database/in-county.ts'
import { computeSettlement } from '../../../server/src/settlement/compute-settlement.ts'
import { type BenchCounty, withCounty } from '../county.ts'
import { COUNTY, countyCode, SCHEMA } from '../ids.ts'
import { type Line, sameAnswer, spreadOf, timed } from '../measure.ts'

const STAFF = 500
const QUARTER = { fromDay: '2024-01-01' as LocalDate, toDay: '2024-03-31' as LocalDate }
const POOL_FEN = 1_234_567_89
const SECONDS_PROMISED = 60
const MEGABYTES_PROMISED = 256
const ROUNDS = 3

/**
 * W6: one payment of a county is settled: 500 people, so many services of a quarter in which nothing else happened.
 * Each run must give every person the same fen, and all of them the whole pool.
 */
export async function settlement({ dataDir }: BenchCounty, services: number): Promise<Line[]> {
  return await withCounty(dataDir, async (database, url) => {
    await insertQuarter(url, services)
    const settle = () => inCounty(database, COUNTY, (db) => computeSettlement(db, settling))
    const first = await settle()
    sameAnswer('W6 pool', first.computed.totals.sharedFen + first.computed.totals.leftFen, POOL_FEN)
    const settled = first.shares.reduce((sum, share) => sum + share.services, 0)
    sameAnswer('W6 services', settled, services)
    sameAnswer('W6 people', first.shares.filter((share) => share.services > 0).length, STAFF)

    const times: number[] = []
    let most = 0
    const before = process.memoryUsage().rss
    for (let round = 0; round < ROUNDS; round++) {
      times.push(
        await timed(async () => {
          const again = await settle()
          sameAnswer('W6 run again', again.shares, first.shares)
        }),
      )
      most = Math.max(most, process.memoryUsage().rss - before)
    }
    const seconds = spreadOf(times.map((time) => time / 1000))
    return [
      {
        job: 'W6',
        what: `settled: ${STAFF} people, ${services} services, the same to the fen each time`,
        unit: 's',
        ours: seconds,
        yardstick: null,
        ratio: null,
        promise: { words: `at most ${SECONDS_PROMISED} s`, kept: seconds.most <= SECONDS_PROMISED },
      },
      {
        job: 'W6',
        what: 'memory that it took besides',
        unit: 'MB',
        ours: spreadOf([Math.round(most / 1_000_000)]),
        yardstick: null,
        ratio: null,
        promise: { words: `at most ${MEGABYTES_PROMISED} MB`, kept: most <= MEGABYTES_PROMISED * 1_000_000 },
      },
    ]
  })
}

const { points, 'service-evidence': evidence, funds } = nationalDefault2022

const settling = {
  unitCode: countyCode,
  ...QUARTER,
  points,
  evidence: { ...evidence, rules: [] },
  fund: { ...funds.find(({ code }) => code === 'special-grant')!, place: 'whole' as const },
  payment: { part: 'advance', number: 1 },
  entered: () => ({ enteredFen: POOL_FEN, scoreHundredths: null }),
  entries: [],
  classes: [],
}

/** People of every unit of the county, and a quarter of services spread over them and the residents. */
async function insertQuarter(url: string, services: number): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`set search_path = ${SCHEMA}, platform, public`)
    // Records are made as they would be found, without what follows from each: that is measured by W3.
    await client.query(`set session_replication_role = replica`)
    await client.query(`delete from service_records where performed_on between $1 and $2`, [
      QUARTER.fromDay,
      QUARTER.toDay,
    ])
    await client.query(
      `insert into staff (id, unit_code, name, qualification)
       select ('00000000-0007-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
         (select code from org_units where level = 'village' order by code offset n % (select count(*) from org_units where level = 'village') limit 1),
         '结算医生' || n, '乡村医生'
       from generate_series(1, $1) n on conflict (id) do nothing`,
      [STAFF],
    )
    await client.query(
      `insert into service_records (id, resident_id, form, form_version, performed_on, mode, values, complete, next_step,
         referred, performed_by, unit_code, recorded_by, recorded_at)
       select ('00000000-0008-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, r.ids[1 + n % array_length(r.ids, 1)],
         case n % 3 when 0 then 'hypertension-follow-up' when 1 then 'type2-diabetes-follow-up' else 'health-assessment' end, 1,
         date '2024-01-01' + (n / 11000)::int, case n % 4 when 0 then 'home' else 'clinic' end, '{}', n % 10 > 0, 'none',
         false, s.ids[1 + n % array_length(s.ids, 1)], s.units[1 + n % array_length(s.units, 1)], $2,
         timestamptz '2024-01-02' + (n / 11000) * interval '1 day' + (n % 20) * interval '1 day'
       from generate_series(1, $1) n,
         (select array_agg(id order by id) as ids from residents) r,
         (select array_agg(id order by id) as ids, array_agg(unit_code order by id) as units from staff where name like '结算医生%') s`,
      [services, '00000000-0006-7000-8000-000000000000'],
    )
    await client.query('analyze service_records')
  } finally {
    await client.end()
  }
}
