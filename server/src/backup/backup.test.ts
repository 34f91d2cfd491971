import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { withDatabase } from '../database/create-database.ts'
import { createCounty, migrate, migrationsOf } from '../database/migrate.ts'
import { countyOn, units } from '../testing/county.ts'
import { migrationsThatRan, tablesOf } from './backup.queries.ts'
import { makeBackup } from './make-backup.ts'
import { keyInBackup, restoreBackup } from './restore-backup.ts'

const fieldKey = Buffer.alloc(32, 7)
const now = new Date('2026-11-21T12:00:00Z')

async function backedUp(withKey = false) {
  const county = await countyOn('2026-11-21')
  await county.as('nurse')
  const { crypto } = county.services
  await county.sql.query(
    "insert into households (id, village_code, address) values (gen_random_uuid(), $1, '东岭村1组\t8号\\n')",
    [units.donglingVillage],
  )
  await county.sql.query(
    `insert into residents (id, household_id, village_code, name, name_initials, sex, birth_date, registered_on, id_number_encrypted)
     select gen_random_uuid(), id, village_code, '王秀英', 'wxy', 'female', '1954-05-02', '2026-01-01', $1 from households`,
    [crypto.encrypt('320398195405020020')],
  )
  await county.sql.query(
    'update households set head_id = residents.id from residents where residents.household_id = households.id',
  )
  const folder = join(await mkdtemp(join(tmpdir(), 'qianyue-backup-')), 'made')
  onTestFinished(() => rm(join(folder, '..'), { recursive: true, force: true }))
  await makeBackup(county.sql, { folder, fieldKey, withKey, now })
  return { county, folder }
}

let databases = 0
async function emptyDatabase() {
  const server = inject('databaseUrl')
  const name = `restored_${process.pid}_${++databases}`
  const admin = new pg.Client(withDatabase(server, 'postgres'))
  await admin.connect()
  await admin.query(`create database ${name}`)
  const client = new pg.Client(withDatabase(server, name))
  await client.connect()
  onTestFinished(async () => {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  })
  return client
}

const contentOf = async (client: pg.Client) => {
  const content: Record<string, unknown> = {}
  for (const schema of ['platform', 'county_320399']) {
    for (const { name } of await tablesOf(client, schema)) {
      const { rows } = await client.query(
        `select to_jsonb(t) as row from ${schema}.${name} t order by to_jsonb(t)::text`,
      )
      content[`${schema}.${name}`] = rows
    }
  }
  return content
}

test('what was backed up is restored to the last byte, and numbering goes on', async () => {
  const { county, folder } = await backedUp()
  const restored = await emptyDatabase()
  await restoreBackup(restored, folder, { fieldKey, replace: false })
  expect(await contentOf(restored)).toEqual(await contentOf(county.sql))
  const sealed = await restored.query('select id_number_encrypted as number from county_320399.residents')
  expect(county.services.crypto.decrypt(sealed.rows[0].number)).toBe('320398195405020020')
  const last = await county.sql.query('select coalesce(max(id), 0) as id from audit_entries')
  const next = await restored.query(
    "insert into county_320399.audit_entries (at, action, outcome, mark) values (now(), 'x', 'done', '\\x00') returning id",
  )
  expect(Number(next.rows[0].id)).toBeGreaterThan(Number(last.rows[0].id))
})

test('a trigger that was off while restoring is on again', async () => {
  const { folder } = await backedUp()
  const restored = await emptyDatabase()
  await restoreBackup(restored, folder, { fieldKey, replace: false })
  const off = await restored.query("select tgname from pg_trigger where tgenabled = 'D'")
  expect(off.rows).toEqual([])
})

test('a backup of an earlier version is restored and brought up to date, without that version', async () => {
  const earlier = await emptyDatabase()
  const names = async (kind: 'platform' | 'county') => (await migrationsOf(kind)).map(({ name }) => name)
  const [platform, county] = [await names('platform'), await names('county')]
  const early = (all: string[]) => new Set(all.filter((name) => name < '0060'))
  await migrate(earlier, early(platform))
  await createCounty(earlier, { code: 320399, name: '示范县' }, early(county))
  await earlier.query('set search_path = county_320399, platform, public')
  await earlier.query(
    `insert into org_units (code, parent_code, level, name, area_name) values
       (320399000000, null, 'county', '示范县卫生健康局', '示范县')`,
  )
  const folder = join(await mkdtemp(join(tmpdir(), 'qianyue-backup-')), 'made')
  onTestFinished(() => rm(join(folder, '..'), { recursive: true, force: true }))
  await makeBackup(earlier, { folder, fieldKey, withKey: false, now })

  const restored = await emptyDatabase()
  // Somebody started the new version on the empty database before.
  await migrate(restored)
  await restoreBackup(restored, folder, { fieldKey, replace: false })
  const ran = (schema: string) => migrationsThatRan(restored, schema)
  expect((await ran('platform')).map(({ name }) => name)).toEqual(platform)
  expect((await ran('county_320399')).map(({ name }) => name)).toEqual(county)
  const { rows } = await restored.query('select name from county_320399.org_units')
  expect(rows).toEqual([{ name: '示范县卫生健康局' }])
})

test('a backup of a later version is refused before anything is touched', async () => {
  const { folder } = await backedUp()
  const path = join(folder, 'manifest.json')
  const made = JSON.parse(await readFile(path, 'utf8'))
  made.schemas[1].migrations.push({ name: '9999-tomorrow.sql', hash: 'x' })
  await writeFile(path, JSON.stringify(made))
  const restored = await emptyDatabase()
  await expect(restoreBackup(restored, folder, { fieldKey, replace: false })).rejects.toThrow(
    'Restore it with that version or a later one',
  )
  expect(
    (await restored.query("select from information_schema.schemata where schema_name = 'platform'")).rowCount,
  ).toBe(0)
})

test('a database that holds something is not overwritten unless that is asked for', async () => {
  const { folder } = await backedUp()
  const restored = await emptyDatabase()
  await restoreBackup(restored, folder, { fieldKey, replace: false })
  await expect(restoreBackup(restored, folder, { fieldKey, replace: false })).rejects.toThrow('--replace')
  await restoreBackup(restored, folder, { fieldKey, replace: true })
})

test('a file that was changed is found before anything is touched', async () => {
  const { folder } = await backedUp()
  await appendFile(join(folder, 'county_320399/residents.copy.gz'), 'x')
  const restored = await emptyDatabase()
  await expect(restoreBackup(restored, folder, { fieldKey, replace: false })).rejects.toThrow(
    'residents.copy.gz',
  )
  expect(
    (await restored.query("select from information_schema.schemata where schema_name = 'platform'")).rowCount,
  ).toBe(0)
})

test('another field key is refused, because numbers could not be read', async () => {
  const { folder } = await backedUp()
  const restored = await emptyDatabase()
  await expect(
    restoreBackup(restored, folder, { fieldKey: Buffer.alloc(32, 8), replace: false }),
  ).rejects.toThrow('field key')
})

test('the key is in a backup only when it was asked for, and never readable without it', async () => {
  expect(await keyInBackup((await backedUp()).folder)).toBeNull()
  const { folder } = await backedUp(true)
  expect(await keyInBackup(folder)).toEqual(fieldKey)
  expect(await readFile(join(folder, 'manifest.json'), 'utf8')).not.toContain(fieldKey.toString('hex'))
})
