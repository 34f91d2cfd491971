import { describe, expect, test } from 'vitest'
import { countyOn, type TestCounty, units } from '../testing/county.ts'
import { sealTrail } from './seal.ts'
import { type Tampering, verifyTrail } from './verify.ts'

/** A county whose trail has twelve entries in three seals and one that waits. */
async function withTrail() {
  const county = await countyOn('2026-11-21')
  const admin = await county.as('system-admin', units.county)
  const doctor = await county.as('village-doctor', units.donglingVillage)
  for (let seal = 0; seal < 3; seal++) {
    for (let entry = 0; entry < 4; entry++) await doctor.post('/org-units', { code: 1 })
    await sealTrail(county.services, 320399)
  }
  await doctor.post('/org-units', { code: 1 })
  const verify = () => verifyTrail(county.services.database, county.services.crypto, 320399)
  return { county, admin, doctor, verify }
}

/** Past the trigger, as somebody who owns the database can. */
async function tamper(county: TestCounty, statement: string) {
  await county.sql.query(
    `set session_replication_role = replica; ${statement}; reset session_replication_role`,
  )
}

describe('审计封存', () => {
  test('a trail that nobody touched holds', async () => {
    const { verify } = await withTrail()
    expect(await verify()).toMatchObject({
      seals: 3,
      sealedEntries: 12,
      waitingEntries: 1,
      lastSeal: { number: 3 },
      tamperings: [],
    })
  })

  test.each([
    [
      "update audit_entries set action = 'residents.read' where id = 6",
      [{ what: 'entry-changed', entry: 6, seal: 2 }],
      'an action rewritten',
    ],
    [
      "update audit_entries set at = at - interval '1 millisecond' where id = 6",
      [{ what: 'entry-changed', entry: 6, seal: 2 }],
      'a moment shifted',
    ],
    [
      'update audit_entries set account_id = null where id = 13',
      [{ what: 'entry-added', entry: 13 }],
      'before it is sealed',
    ],
    [
      'delete from audit_entries where id = 7',
      [{ what: 'entry-missing', entry: 7, seal: 2 }],
      'an entry deleted',
    ],
    [
      'delete from audit_entries where id in (4, 5)',
      [
        { what: 'entry-missing', entry: 4, seal: 1 },
        { what: 'entry-missing', entry: 5, seal: 2 },
      ],
      'two entries of two seals deleted',
    ],
    [
      "insert into audit_entries (at, action, outcome, mark) values (now(), 'residents.read', 'done', '\\x00')",
      [{ what: 'entry-added', entry: 14 }],
      'an entry put in',
    ],
    [
      'insert into audit_entries (at, account_id, action, outcome, mark) select at, account_id, action, outcome, mark from audit_entries where id = 3',
      [{ what: 'entry-added', entry: 14 }],
      'an entry copied with its mark',
    ],
    [
      'delete from audit_seals where number = 2; delete from audit_entries where id between 5 and 8',
      [
        { what: 'seal-missing', seal: 2 },
        { what: 'seal-changed', seal: 3 },
      ],
      'a seal deleted with all it was put on',
    ],
    [
      "update audit_seals set entries = 3, ids = ids - '{[6,7)}' where number = 2; delete from audit_entries where id = 6",
      [{ what: 'seal-changed', seal: 2 }],
      'a seal rewritten to hide a deletion',
    ],
    [
      'update audit_entries a set mark = b.mark from audit_entries b where a.id in (5, 6) and b.id = 11 - a.id',
      [{ what: 'seal-changed', seal: 2 }],
      'the marks of two entries that say the same exchanged',
    ],
  ] as [string, Tampering[], string][])('%s is found', async (statement, tamperings) => {
    const { county, verify } = await withTrail()
    await tamper(county, statement)
    expect((await verify()).tamperings).toEqual(tamperings)
  })

  test('what was put in is found after it was sealed too', async () => {
    const { county, verify } = await withTrail()
    await tamper(
      county,
      "insert into audit_entries (at, action, outcome, mark) values (now(), 'residents.read', 'done', '\\x00')",
    )
    await sealTrail(county.services, 320399)
    expect((await verify()).tamperings).toEqual([{ what: 'entry-changed', entry: 14, seal: 4 }])
  })

  test('an entry whose transaction ends after later ones were sealed is sealed with the next batch', async () => {
    const { county, doctor, verify } = await withTrail()
    await county.services.database.connection().execute(async (db) => {
      const { sql } = await import('kysely')
      const { markOf } = await import('./marks.ts')
      const entry = {
        at: new Date('2026-11-21T12:00:00+08:00'),
        accountId: null,
        action: 'residents.read',
        outcome: 'done',
        residentId: null,
        subject: null,
        reason: null,
      }
      const mark = markOf(county.services.crypto, entry)
      await sql.raw('begin').execute(db)
      await sql`insert into county_320399.audit_entries (at, action, outcome, mark)
        values (${entry.at}, ${entry.action}, ${entry.outcome}, ${mark})`.execute(db)
      await doctor.post('/org-units', { code: 1 })
      await sealTrail(county.services, 320399)
      expect(await verify()).toMatchObject({ sealedEntries: 14, waitingEntries: 0, tamperings: [] })
      await sql.raw('commit').execute(db)
    })
    expect(await verify()).toMatchObject({ sealedEntries: 14, waitingEntries: 1, tamperings: [] })
    await sealTrail(county.services, 320399)
    expect(await verify()).toMatchObject({ seals: 5, sealedEntries: 15, waitingEntries: 0, tamperings: [] })
  })

  test('nobody but the owner past its trigger changes, deletes or empties the trail', async () => {
    const { county } = await withTrail()
    for (const statement of [
      "update audit_entries set action = 'x'",
      'delete from audit_entries',
      'truncate audit_entries',
      'delete from audit_seals',
    ]) {
      await expect(county.sql.query(statement)).rejects.toThrow('append-only')
    }
    await expect(
      county.sql.query('begin; set local role qianyue_app; delete from audit_entries; commit'),
    ).rejects.toThrow('permission denied')
    await county.sql.query('rollback')
  })
})

describe('GET /audit-entries 审计查询', () => {
  test('finds what somebody did, what was refused and when, the latest first', async () => {
    const { county, admin, doctor } = await withTrail()
    const { rows } = await county.sql.query('select username, name from accounts where id = $1', [
      doctor.accountId,
    ])
    const byName = await admin.get(`/audit-entries?account=${encodeURIComponent(rows[0].name)}&limit=5`)
    expect(byName.body.items).toHaveLength(5)
    expect(byName.body.items[0]).toMatchObject({
      accountId: doctor.accountId,
      username: rows[0].username,
      action: 'org-units.manage',
      outcome: 'refused',
    })
    const next = await admin.get(
      `/audit-entries?account=${rows[0].username}&limit=5&cursor=${byName.body.nextCursor}`,
    )
    expect(next.body.items[0].id).toBeLessThan(byName.body.items[4].id)
    const count = async (query: string) => (await admin.get(`/audit-entries?${query}`)).body.items.length
    expect(await count('action=org-units.manage&outcome=refused')).toBe(13)
    expect(await count('action=org-units.manage&outcome=done')).toBe(0)
    expect(await count('action=org-units.manage&from=2026-11-21&until=2026-11-21')).toBe(13)
    expect(await count('action=org-units.manage&until=2026-11-20')).toBe(0)
    expect(await count('action=org-units.manage&from=2026-11-22')).toBe(0)
  })

  test('finds who saw a resident, and that somebody looked is in the trail too', async () => {
    const { county, admin } = await withTrail()
    const resident = '01990000-0000-7000-8000-000000000001'
    await county.sql.query(
      `insert into residents (id, village_code, name, name_initials, sex, birth_date, registered_on)
       values ($1, $2, '王秀英', 'wxy', 'female', '1950-03-02', '2026-01-01')`,
      [resident, units.donglingVillage],
    )
    await admin.get(`/audit-entries?residentId=${resident}`)
    const found = await admin.get(`/audit-entries?residentName=${encodeURIComponent('王秀英')}`)
    expect(found.body.items).toMatchObject([
      { accountId: admin.accountId, action: 'audit.read', residentId: resident, residentName: '王秀英' },
    ])
  })

  test('is for those who reach the whole county; the database shows the trail to nobody else', async () => {
    const { county } = await withTrail()
    for (const role of ['township-admin', 'public-health-staff'] as const) {
      const caller = await county.as(role)
      expect(await caller.get('/audit-entries')).toMatchObject({ status: 403 })
      expect(await caller.get('/audit-state')).toMatchObject({ status: 403 })
    }
    await county.sql.query(
      "begin; set local role qianyue_app; select set_config('qianyue.reach_from', '320399101000', true), set_config('qianyue.reach_to', '320399101999', true)",
    )
    expect((await county.sql.query('select from audit_entries')).rowCount).toBe(0)
    await county.sql.query('rollback')
  })

  test('tells how far the trail is sealed', async () => {
    const { admin, county } = await withTrail()
    const { rows } = await county.sql.query(
      "select encode(hash, 'hex') as hash from audit_seals where number = 3",
    )
    expect((await admin.get('/audit-state')).body).toEqual({
      seals: 3,
      sealedEntries: 12,
      lastSealedAt: '2026-11-21T04:00:00.000Z',
      lastHash: rows[0].hash,
    })
  })
})

describe('审计内容', () => {
  test('an address with an identity number in it leaves no number in the trail', async () => {
    const { county, admin } = await withTrail()
    await admin.get('/accounts/320399195003020021')
    await admin.get('/accounts/01990000-0000-7000-8000-000000000009')
    const { rows } = await county.sql.query(
      'select subject, outcome from audit_entries where account_id = $1',
      [admin.accountId],
    )
    expect(rows).toEqual([
      { subject: 'accountId 01990000-0000-7000-8000-000000000009', outcome: 'not-found' },
    ])
  })
})
