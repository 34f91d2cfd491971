import pg from 'pg'
import { inCounty } from '../../../server/src/database/in-county.ts'
import { recountVillages } from '../../../server/src/indicators/rebuild-indicators.ts'
import { columnsOf, countColumns } from '../columns.ts'
import { type BenchCounty, rebuild, withCounty } from '../county.ts'
import { COUNTY, SCHEMA } from '../ids.ts'
import { type Line, sameAnswer, spreadOf, timed } from '../measure.ts'
import { isoDay, SEED, TODAY, TOTALS_OF_A_MILLION } from '../workload.ts'

const ROUNDS = 5
/** Half of the ratios that are usual at 10,000 residents. */
const LEAST = { postgres: 1.5, columns: 0.02 }

/**
 * W2a: the figures of every organisation counted anew, beside the same seven rates counted from the records by
 * PostgreSQL on the same tables and by plain columns in memory. Ours counts every figure of the service, from what is
 * kept of each resident; the others count eleven numbers, from each record of the year.
 */
export async function figuresFromScratch(county: BenchCounty): Promise<Line[]> {
  const columns = columnsOf(county.residents, SEED)
  const expected = countColumns(columns).totals
  if (county.residents === 1_000_000) sameAnswer('W2a columns', expected, TOTALS_OF_A_MILLION)

  await rebuildIfOfAnotherDay(county)
  return await withCounty(county.dataDir, async (database, url) => {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(`set search_path = ${SCHEMA}, platform, public`)
      const recount = () => inCounty(database, COUNTY, recountVillages)
      await recount()
      sameAnswer('W2a figures', await ours(client), answerOf(expected))
      const { rows } = await client.query(FROM_THE_RECORDS)
      sameAnswer('W2a PostgreSQL', Number(rows[0].standard), expected.hypertensionStandard)

      const times = { ours: [] as number[], columns: [] as number[], postgres: [] as number[] }
      for (let round = 0; round < ROUNDS; round++) {
        times.ours.push(await timed(recount))
        times.columns.push(await timed(() => countColumns(columns)))
        if (round < 2) times.postgres.push(await timed(() => client.query(FROM_THE_RECORDS)))
      }
      const beside = (name: string, yardstick: number[], leastRatio: number): Line => ({
        job: 'W2a',
        what: `every figure of every organisation counted anew, ${county.residents} residents`,
        unit: 'ms',
        ours: spreadOf(times.ours),
        yardstick: { name, spread: spreadOf(yardstick) },
        ratio: spreadOf(yardstick).median / spreadOf(times.ours).median,
        leastRatio,
        promise: null,
      })
      return [
        beside('PostgreSQL, seven rates from the records', times.postgres, LEAST.postgres),
        beside('columns in memory, seven rates', times.columns, LEAST.columns),
      ]
    } finally {
      await client.end()
    }
  })
}

/** A server that ran on the county brought it to its own day. */
async function rebuildIfOfAnotherDay({ dataDir, residents }: BenchCounty): Promise<void> {
  const day = await withCounty(dataDir, (database) =>
    inCounty(database, COUNTY, (db) => db.selectFrom('indicatorDay').select('day').executeTakeFirst()),
  )
  if (day?.day !== isoDay(TODAY)) await rebuild(dataDir, residents, [{ fromNothing: false }])
}

type Answer = { residents: number; signed: number; hypertension: number; diabetes: number }

function answerOf({ residents, signed, hypertension, diabetes }: Answer): Answer {
  return { residents, signed, hypertension, diabetes }
}

/** What our figures have in common with the benchmark's: the others are defined by the policy. */
async function ours(client: pg.Client): Promise<Answer> {
  const { rows } = await client.query<{ indicator: string; denominator: string; numerator: string }>(
    `select indicator, sum(denominator) as denominator, sum(numerator) as numerator from indicator_counts_now
     where indicator in ('coverage', 'hypertension-standardised', 'diabetes-standardised') group by 1`,
  )
  const of = (indicator: string) => rows.find((row) => row.indicator === indicator)
  return {
    residents: Number(of('coverage')?.denominator),
    signed: Number(of('coverage')?.numerator),
    hypertension: Number(of('hypertension-standardised')?.denominator),
    diabetes: Number(of('diabetes-standardised')?.denominator),
  }
}

/** The seven rates from each record of the assessment year, at every level. */
const FROM_THE_RECORDS = `
  with year as (
    select resident_id, count(*) as services,
      bit_or(quarter) filter (where form = 'hypertension-follow-up') as quarters,
      bit_or(quarter) filter (where form = 'type2-diabetes-follow-up') as sugar_quarters,
      bool_or(form = 'health-assessment') as examined,
      (array_agg(controlled order by performed_on desc) filter (where form = 'hypertension-follow-up'))[1] as pressure,
      (array_agg(controlled order by performed_on desc) filter (where form = 'type2-diabetes-follow-up'))[1] as sugar
    from service_records cross join lateral (select case when performed_on < '2025-10-01' then 1 when performed_on < '2026-01-01' then 2
        when performed_on < '2026-04-01' then 4 else 8 end as quarter) as of_year
    where performed_on >= '2025-07-01' and performed_on < '2026-07-01' and withdrawn_at is null group by 1
  ), tagged as (
    select resident_id, bool_or(population = 'hypertension') as hypertension, bool_or(population = 'type2-diabetes') as diabetes
    from resident_populations where until is null group by 1
  ), signed as (
    select distinct resident_id from agreement_members where starts_on <= '2026-07-01' and ends_on >= '2026-07-01'
  )
  select r.village_code / 1000 as township, r.village_code as village, count(*) as residents, count(s.resident_id) as signed,
    count(*) filter (where s.resident_id is not null and y.services > 0) as fulfilled,
    count(*) filter (where t.hypertension) as hypertension,
    count(*) filter (where t.hypertension and y.quarters = 15 and y.examined) as standard,
    count(*) filter (where t.hypertension and y.pressure) as controlled,
    count(*) filter (where t.diabetes) as diabetes,
    count(*) filter (where t.diabetes and y.sugar_quarters = 15 and y.examined) as diabetes_standard,
    count(*) filter (where t.diabetes and y.sugar) as diabetes_controlled
  from residents r left join year y on y.resident_id = r.id left join tagged t on t.resident_id = r.id
    left join signed s on s.resident_id = r.id
  group by grouping sets ((), (r.village_code / 1000), (r.village_code)) order by 1 nulls first, 2 nulls first`
