import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { signingOf, signingOn } from '../agreements/agreements.fixture.ts'
import { countyOn, units } from '../testing/county.ts'
import { mergedInTheirOwnWay } from './merge-tables.ts'
import { residentsOn } from './residents.fixture.ts'

const day = '2026-11-21'

describe('what hangs on a resident', () => {
  test('every column that names a resident follows a merge by its foreign key, or is listed with why not', async () => {
    const county = await countyOn(day)
    const { rows } = await county.sql.query(`
      select cols.table_name || '.' || cols.column_name as name, exists (
        select from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
        where f.contype = 'f' and f.confrelid = 'residents'::regclass and a.attname = cols.column_name
          and f.conrelid = format('%I.%I', cols.table_schema, cols.table_name)::regclass
      ) as refers
      from information_schema.columns cols
      where cols.table_schema = 'county_320399' order by 1`)
    const follows = rows.filter(({ refers }) => refers).map(({ name }) => name as string)
    const named = rows.map(({ name }) => name as string)
    const loose = named.filter(
      (name) => /\.(resident|patient|person)_id$/.test(name) && !follows.includes(name),
    )

    expect(loose.filter((name) => !(name in mergedInTheirOwnWay))).toEqual([])
    expect(Object.keys(mergedInTheirOwnWay).filter((name) => !named.includes(name))).toEqual([])
  })

  test('events, notes, cards, photographs, reviews, fees and the account go with the person, and come back', async () => {
    const { county, officer, put } = await residentsOn(day)
    const kept = await put({ name: '王秀英', sex: 'female', birthDate: '1950-03-02' })
    const dropped = await put({
      name: '王秀英',
      sex: 'female',
      birthDate: '1950-03-02',
      villageCode: units.hewan,
      populations: [{ id: newId(), population: 'hypertension', since: '2024-01-01', declaredBy: 'register' }],
    })
    await officer.post(`/residents/${dropped.id}/events`, { eventId: newId(), kind: 'away', on: day })
    const { rows: accounts } = await county.sql.query('select id from platform.accounts limit 1')
    const sql = (text: string) => county.sql.query(text, [dropped.id])
    await sql(
      "insert into duty_notes (id, resident_id, duty_key, reason, noted_on, noted_by) values (gen_random_uuid(), $1, 'k', 'refused', '2026-11-20', gen_random_uuid())",
    )
    await sql(`insert into attachments (id, resident_id, kind, media_type, bytes, sha256, taken_at, received_at, added_by)
      values (gen_random_uuid(), $1, 'photo', 'image/jpeg', 1, 'x', now(), now(), gen_random_uuid())`)
    await sql(`insert into population_reviews (id, resident_id, population, suggested, decision, decided_on)
      values (gen_random_uuid(), $1, 'hypertension', 'confirm', 'keep', '2026-11-20')`)
    for (const [code, who] of [
      ['QY-AAAA-AAAA-AAAA-AAAA', dropped.id],
      ['QY-BBBB-BBBB-BBBB-BBBB', kept.id],
    ]) {
      await county.sql.query(
        'insert into service_cards (code, resident_id, issued_by) values ($1, $2, gen_random_uuid())',
        [code, who],
      )
    }
    await county.sql.query('update platform.accounts set resident_id = $1 where id = $2', [
      dropped.id,
      accounts[0].id,
    ])

    const whose = async () => {
      const { rows } = await county.sql.query(`
        select 'event' as what, resident_id from resident_events
        union all select 'note', resident_id from duty_notes
        union all select 'photo', resident_id from attachments
        union all select 'review', resident_id from population_reviews
        union all select 'card ' || (replaced_at is null), resident_id from service_cards where code like 'QY-A%'
        union all select 'account', resident_id from platform.accounts where resident_id is not null
        order by 1`)
      return Object.fromEntries(
        rows.map(({ what, resident_id }) => [what, resident_id === kept.id ? 'kept' : 'dropped']),
      )
    }
    const before = await whose()
    const id = newId()
    const merged = await officer.post('/residents/merges', {
      id,
      keptId: kept.id,
      droppedId: dropped.id,
      reason: '同一人',
    })
    expect(merged.status, JSON.stringify(merged.body)).toBe(200)
    expect(await whose()).toEqual({
      account: 'kept',
      'card false': 'kept',
      event: 'kept',
      note: 'kept',
      photo: 'kept',
      review: 'kept',
    })
    const { body } = await officer.get(`/residents/${kept.id}`)
    expect(body.timeline.map(({ title }: { title: string }) => title)).toContain('外出')

    expect((await officer.post(`/residents/merges/${id}/undo`)).status).toBe(200)
    expect(await whose()).toEqual(before)
  })

  test('the fees of an agreement go with its member', async () => {
    const signing = await signingOn(day)
    const { county, household } = signing
    await signing.nurse.post('/agreements', signingOf(signing))
    const officer = await county.as('public-health-staff', units.dongling)
    const [twin] = (
      await county.sql.query(
        `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on)
         select gen_random_uuid(), village_code, name, name_initials, sex, birth_date, registered_on from residents where id = $1 returning id`,
        [household.grandmother.id],
      )
    ).rows
    const reply = await officer.post('/residents/merges', {
      id: newId(),
      keptId: twin.id,
      droppedId: household.grandmother.id,
      reason: '同一人',
    })
    expect(reply.status, JSON.stringify(reply.body)).toBe(200)
    const { rows } = await county.sql.query(
      `select (select count(*)::int from agreement_members where resident_id = $1) as parts,
        (select count(*)::int from agreement_fees where resident_id = $2) as left_behind`,
      [twin.id, household.grandmother.id],
    )
    expect(rows).toEqual([{ parts: 1, left_behind: 0 }])
  })
})
