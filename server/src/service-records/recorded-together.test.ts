import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import type { Caller, HttpReply, TestCounty } from '../testing/county.ts'
import { countyOn, units } from '../testing/county.ts'
import { followUp, grandmother, values138, values168 } from '../testing/follow-ups.ts'

type Sent = ReturnType<typeof followUp>

/** A county with patients, of whom every other was followed up two weeks ago, and a neighbour's patient. */
async function patients() {
  const county = await countyOn('2026-11-21')
  const doctor = await county.as('village-doctor', units.donglingVillage)
  const here: string[] = []
  for (let n = 0; n < 14; n++) here.push(await grandmother(county))
  const before = here.filter((_, n) => n % 2 === 0).map((id) => followUp(id, { performedOn: '2026-11-07' }))
  for (const request of before) await doctor.post('/service-records', request)
  const neighbour = await grandmother(county, { villageCode: units.xiheVillage })
  return { county, doctor, here, before, neighbour }
}

/** A day's work in which much goes wrong. */
function work({
  here,
  before,
  neighbour,
}: Pick<Awaited<ReturnType<typeof patients>>, 'here' | 'before' | 'neighbour'>): Sent[] {
  const good = here.map((id, n) =>
    followUp(id, { values: n % 3 === 0 ? values138 : values168, mode: n % 4 === 0 ? 'home' : 'clinic' }),
  )
  return [
    ...good,
    // The same sending again, a value that cannot be, somebody else's patient, an id that stands for another record, another sheet
    // of the same resident, a day that nobody has seen yet.
    good[1]!,
    followUp(here[3]!, { values: { systolicMmHg: 1680, diastolicMmHg: 96, symptoms: [1] } }),
    followUp(neighbour),
    followUp(here[6]!, { id: before[0]!.id }),
    followUp(here[4]!, { form: 'general-service', values: { service: 'health-education' } }),
    followUp(here[7]!, { performedOn: '2026-11-22' }),
  ]
}

/** An answer without what is drawn by lot; a call whose twin was quicker answers the same. */
const said = ({ status, body }: HttpReply) => {
  const { id: _, residentId: __, fulfilled, ...rest } = body as Record<string, unknown>
  return { status, ...rest, closed: (fulfilled as unknown[] | undefined)?.length ?? null }
}

async function kept({ sql }: TestCounty) {
  const rows = async (statement: string) => (await sql.query(statement)).rows
  return {
    records: await rows(
      `select form, performed_on, mode, version, values, classification, controlled, next_step, next_due_on, referred
       from service_records order by form, performed_on, mode, values::text, next_due_on, next_step`,
    ),
    owed: await rows(
      String.raw`select regexp_replace(keys::text, 'R[\da-f-]{36}', 'R', 'g') as keys, due_by, done_on, cardinality(fulfilled_by) as closed
       from resident_duties order by 1, 2, 3`,
    ),
    standings: await rows(
      'select population_bits, trait_bits, programme_bits, open_duties, changes_on from resident_standing order by 1, 2, 3, 4, 5',
    ),
    figures: await rows(
      'select village_code, indicator, denominator, numerator from indicator_counts_now order by 1, 2',
    ),
    trail: await rows(
      'select action, outcome, count(*)::integer, count(distinct resident_id)::integer as of from audit_entries group by 1, 2 order by 1, 2',
    ),
  }
}

async function sendInTurn(doctor: Caller, sent: readonly Sent[]): Promise<HttpReply[]> {
  const replies: HttpReply[] = []
  for (const request of sent) replies.push(await doctor.post('/service-records', request))
  return replies
}

test('records that come all at once are answered, kept, counted and in the trail as if they had come one after the other', async () => {
  const [alone, together] = [await patients(), await patients()]
  const one = await sendInTurn(alone.doctor, work(alone))
  const sent = work(together)
  const all = await Promise.all(sent.map((request) => together.doctor.post('/service-records', request)))

  expect(all.map(said)).toEqual(one.map(said))
  expect(all.map(({ status }) => status).filter((status) => status !== 200)).toEqual([422, 404, 409, 422])
  const [keptAlone, keptTogether] = [await kept(alone.county), await kept(together.county)]
  expect(keptTogether).toEqual(keptAlone)
  expect(keptAlone.records).toHaveLength(7 + 14 + 1)
})

test('one that fails in the database spoils none of those it came with', async () => {
  const { county, doctor, here } = await patients()
  await county.sql.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
     create trigger refuse before insert on service_records for each row when (new.mode = 'phone') execute function refuse()`,
  )
  const sent = here.map((id, n) => followUp(id, n === 5 ? { mode: 'phone' } : {}))
  const all = await Promise.all(sent.map((request) => doctor.post('/service-records', request)))
  expect(all.map(({ status }) => status)).toEqual(here.map((_, n) => (n === 5 ? 500 : 200)))
  const { rows } = await county.sql.query('select id from service_records where performed_on = $1', [
    '2026-11-21',
  ])
  expect(new Set(rows.map(({ id }) => id))).toEqual(
    new Set(sent.filter((_, n) => n !== 5).map(({ id }) => id)),
  )
})

test('what is owed fails to be written, with the commit: only the record it follows from is not kept', async () => {
  const { county, doctor, here } = await patients()
  await county.sql.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$;
     create trigger refuse before insert or update on resident_duties for each row when (new.resident_id = '${here[5]}')
       execute function refuse()`,
  )
  const all = await Promise.all(here.map((id) => doctor.post('/service-records', followUp(id))))
  expect(all.map(({ status }) => status)).toEqual(here.map((_, n) => (n === 5 ? 500 : 200)))
  const rows = async (statement: string) => (await county.sql.query(statement)).rows
  const today = await rows("select resident_id as id from service_records where performed_on = '2026-11-21'")
  expect(new Set(today.map(({ id }) => id))).toEqual(new Set(here.filter((_, n) => n !== 5)))
  expect(
    await rows(
      "select resident_id as id from audit_entries where outcome = 'failed' and action = 'service-records.write'",
    ),
  ).toEqual([{ id: here[5] }])
})

test('a day’s work that a phone sends at once is kept once, however often it is sent', async () => {
  const { county, doctor, here } = await patients()
  const sent = here.map((id) => ({ ...followUp(id), id: newId() }))
  const twice = [...sent, ...sent.toReversed()].map((request) => doctor.post('/service-records', request))
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual(Array(28).fill(200))
  const { rows } = await county.sql.query(
    "select count(*)::integer as kept, count(distinct resident_id)::integer as people from service_records where performed_on = '2026-11-21'",
  )
  expect(rows).toEqual([{ kept: 14, people: 14 }])
})
