import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IdNumber } from '@qianyue/domain/residents/id-number.ts'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Viewer } from '../../server/src/access/viewer.ts'
import { createDatabase } from '../../server/src/database/create-database.ts'
import { inTransaction, openDatabase, openPool } from '../../server/src/database/database.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../server/src/database/embedded.ts'
import { createCounty, migrate } from '../../server/src/database/migrate.ts'
import { rebuildDuties } from '../../server/src/duties/rebuild-duties.ts'
import { type Context, openingOf } from '../../server/src/http/context.ts'
import {
  insertHouseholds,
  insertResidents,
  type NewResident,
} from '../../server/src/residents/insert-residents.ts'
import { fieldCrypto, readFieldKey } from '../../server/src/secrets/field-crypto.ts'
import { tokenHash } from '../../server/src/session/viewer.queries.ts'
import { basicPackage, forms, isControlled, populationOfTag } from './facts.ts'
import { generate, HISTORY_START, idNumberOf, isoDay, type Person, TODAY, unitsOf } from './workload.ts'

const COUNTY = 990101
const SCHEMA = `county_${COUNTY}`
const A_HOUSEHOLD = 4
const EVERYTHING = { from: COUNTY * 1_000_000, to: COUNTY * 1_000_000 + 999_999 }

/** Where the workload's village lies: 12-digit codes of the village and its township. */
export function villageCodeOf(village: number): number {
  return COUNTY * 1_000_000 + (100 + Math.floor(village / 10)) * 1000 + 201 + (village % 10)
}
export const townshipCodeOf = (township: number) => COUNTY * 1_000_000 + (100 + township) * 1000
export const countyCode = COUNTY * 1_000_000

/** The id of the nth thing of a kind: the same in every run. */
export function idOf(kind: number, n: number): string {
  return `00000000-000${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`
}
export const residentId = (resident: number) => idOf(1, resident)
export const householdIdOf = (resident: number) => idOf(2, Math.floor(resident / A_HOUSEHOLD))
export const teamIdOf = (village: number) => idOf(3, village)
export const basicVersionId = idOf(7, 0)

export type BenchCounty = {
  dataDir: string
  residents: number
  rebuiltPerSecond: number | null
  token: string
}

/**
 * A county of the workload in a data folder of its own, made once for a size and a set of migrations; the shipped program
 * then starts on it as on any other. A token of a county officer who is also a doctor of the first team comes with it.
 */
export async function benchCounty(residents: number): Promise<BenchCounty> {
  const dataDir = join(import.meta.dirname, `../data/county-${residents}`)
  const note = join(dataDir, 'made.json')
  const version = await versionOfMigrations()
  const made = await readFile(note, 'utf8').then(JSON.parse, () => null)
  if (made?.version === version) {
    return { dataDir: await copyOf(dataDir), residents, rebuiltPerSecond: null, token: made.token }
  }

  const running = await startEmbeddedDatabase(dataDir).catch(() => null)
  await running?.stop()
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  await chmod(dataDir, 0o755)
  const embedded = await startEmbeddedDatabase(dataDir)
  try {
    const token = randomBytes(24).toString('base64url')
    const rebuiltPerSecond = await fill(embedded, dataDir, residents, token)
    await embedded.stop()
    await writeFile(note, JSON.stringify({ version, token, rebuiltPerSecond }))
    return { dataDir: await copyOf(dataDir), residents, rebuiltPerSecond, token }
  } finally {
    await embedded.stop()
  }
}

/** A run writes: it is given a copy, so that the next one finds the same county. */
async function copyOf(dataDir: string): Promise<string> {
  const copy = `${dataDir}-run`
  await (await startEmbeddedDatabase(copy).catch(() => null))?.stop()
  await rm(copy, { recursive: true, force: true })
  execFileSync('cp', ['-a', '--reflink=auto', dataDir, copy])
  return copy
}

async function fill(
  embedded: EmbeddedDatabase,
  dataDir: string,
  residents: number,
  token: string,
): Promise<number> {
  await createDatabase(embedded.url)
  const client = new pg.Client(embedded.url)
  client.on('error', () => {})
  await client.connect()
  await migrate(client)
  await createCounty(client, { code: COUNTY, name: '测试县' })
  await client.query(`set search_path = ${SCHEMA}, platform, public`)
  await client.query('set synchronous_commit = off')
  const said = progress()
  await makeUnits(client, residents, token)

  const pool = openPool(embedded.url, 2)
  const database = openDatabase(pool)
  const context = {
    viewer: { accountId: idOf(6, 0), staffId: null, countyCode: COUNTY } as Viewer,
    today: isoDay(TODAY) as LocalDate,
    now: new Date(`${isoDay(TODAY)}T04:00:00Z`),
    crypto: fieldCrypto(await readFieldKey(dataDir, null)),
  }
  const people: Person[] = []
  const records: [
    resident: number,
    type: number,
    day: number,
    systolic: number,
    diastolic: number,
    glucose: number,
  ][] = []
  const knownNumbers = new Set<string>()
  let filed = 0
  const file = async () => {
    const first = filed
    filed += people.length
    const rows = people.map((person, i) => residentOf(first + i, person, knownNumbers))
    await inTransaction(
      database,
      openingOf(COUNTY, { range: EVERYTHING, units: [], teams: [], residentId: null }),
      async (db) => {
        const within = { ...context, db } as Context
        const homes = new Map(
          rows.map(({ householdId, villageCode }, i) => [
            householdId,
            {
              id: householdId,
              villageCode,
              groupNumber: ((first + i) % 12) + 1,
              address: `${((first + i) % 12) + 1}组${((first + i) % 200) + 1}号`,
            },
          ]),
        )
        await insertHouseholds(within, [...homes.values()])
        await insertResidents(within, rows)
      },
    )
    await copyAgreements(client, people, first)
    await copyRecords(client, people, records, first)
    people.length = 0
    records.length = 0
    said(`filling ${filed} of ${residents} residents`)
  }
  const BATCH = 10_000
  // The generator calls back; what it says is filed batch by batch between two of its pieces.
  for (const piece of pieces(residents, BATCH)) {
    for (const step of piece) {
      if (step.length === 2) people.push(step[1])
      else records.push(step)
    }
    await file()
  }
  await client.query(`update residents r set team_id = m.team_id from agreement_members m
    where m.resident_id = r.id and m.starts_on <= '${isoDay(TODAY)}' and m.ends_on >= '${isoDay(TODAY)}'`)
  said('gathering statistics')
  await client.query('vacuum analyze')
  const begun = performance.now()
  await rebuildDuties(database, COUNTY, isoDay(TODAY) as LocalDate, {
    onProgress: ({ done }) => said(`rebuilding ${done} of ${residents}`),
  })
  const rebuiltPerSecond = residents / ((performance.now() - begun) / 1000)
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await database.destroy()
  await client.end()
  said('')
  return rebuiltPerSecond
}

type Step = [number, Person] | [number, number, number, number, number, number]

/** The workload in pieces of so many residents, each with its records. */
function* pieces(residents: number, size: number): Generator<Step[]> {
  const all: Step[][] = []
  let piece: Step[] = []
  let count = 0
  generate(
    residents,
    20260701,
    (resident, person) => {
      if (count === size) {
        all.push(piece)
        piece = []
        count = 0
      }
      count++
      piece.push([resident, person])
    },
    (...record) => piece.push(record),
  )
  all.push(piece)
  while (all.length > 0) yield all.shift()!
}

function residentOf(resident: number, person: Person, known: Set<string>): NewResident {
  const number = idNumberOf(person)
  const isFree = !known.has(number)
  known.add(number)
  return {
    id: residentId(resident),
    householdId: householdIdOf(resident),
    villageCode: villageCodeOf(unitsOf(resident).village),
    name: person.name,
    sex: person.female ? 'female' : 'male',
    birthDate: isoDay(person.birth) as LocalDate,
    registeredOn: isoDay(HISTORY_START) as LocalDate,
    idNumber: isFree ? (number as IdNumber) : null,
    phone: String(person.phone),
    relation: resident % A_HOUSEHOLD === 0 ? '02' : null,
    populations: populationOfTag
      .filter(([tag]) => person.tags & tag)
      .map(([, population], i) => ({
        id: idOf(8, resident * 16 + i),
        population,
        since: isoDay(HISTORY_START) as LocalDate,
        declaredBy: 'register',
      })),
  } as NewResident
}

async function makeUnits(client: pg.Client, residents: number, token: string) {
  const villages = Math.ceil(residents / 1000)
  const townships = Math.ceil(villages / 10)
  const officer = idOf(6, 0)
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name) values ($1, null, 'county', '测试县卫生健康局', '测试县')`,
    [countyCode],
  )
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name)
     select $1::bigint + (100 + t) * 1000, $1::bigint, 'township', '测试镇' || t || '卫生院', '测试镇' || t from generate_series(0, $2 - 1) t`,
    [countyCode, townships],
  )
  await client.query(
    `insert into org_units (code, parent_code, level, name, area_name, archive_code)
     select $1::bigint + (100 + v / 10) * 1000 + 201 + v % 10, $1::bigint + (100 + v / 10) * 1000, 'village', '测试村' || v || '卫生室', '测试村' || v,
       lpad((101 + v % 10)::text, 3, '0')
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into staff (id, unit_code, name, qualification, licence_number, licence_expires_on)
     select ('00000000-0005-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000, '医生' || v, '执业医师', 'L' || v, '2030-12-31'
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into teams (id, unit_code, name)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000, '团队' || v from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into team_members (team_id, staff_id, role, leads, since)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, ('00000000-0005-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid,
       'family-doctor', true, '2020-01-01' from generate_series(0, $1 - 1) v`,
    [villages],
  )
  await client.query(
    `insert into team_villages (team_id, village_code, since)
     select ('00000000-0003-7000-8000-' || lpad(to_hex(v), 12, '0'))::uuid, $1::bigint + (100 + v / 10) * 1000 + 201 + v % 10, '2020-01-01'
     from generate_series(0, $2 - 1) v`,
    [countyCode, villages],
  )
  await client.query(
    `insert into package_versions (id, code, name, package_group, tier, valid_from, items)
     values ($1, 'basic-general', '基础服务包', 'general', 'basic', '2020-01-01', $2)`,
    [basicVersionId, JSON.stringify(basicPackage.items)],
  )
  await client.query(
    `insert into accounts (id, county_code, username, name, password_hash, staff_id) values ($1, $2, 'bench', '测试', '-', $3)`,
    [officer, COUNTY, idOf(5, 0)],
  )
  for (const [role, unit] of [
    ['county-officer', countyCode],
    ['public-health-staff', countyCode],
    ['village-doctor', countyCode],
    ['team-leader', townshipCodeOf(0)],
  ] as const) {
    await client.query('insert into account_roles (account_id, role, unit_code) values ($1, $2, $3)', [
      officer,
      role,
      unit,
    ])
  }
  await client.query(
    `insert into api_tokens (id, account_id, name, token_hash, scopes, created_by) values ($1, $2, 'bench', $3, '{*}', $2)`,
    [idOf(9, 0), officer, tokenHash(token)],
  )
}

async function copyAgreements(client: pg.Client, people: readonly Person[], first: number) {
  const packages = JSON.stringify([basicPackage]).replaceAll('\\', '\\\\')
  const agreements: string[] = []
  const members: string[] = []
  for (const [i, person] of people.entries()) {
    if (!person.signedDay) continue
    const resident = first + i
    const { village } = unitsOf(resident)
    const term = [isoDay(person.signedDay), isoDay(person.signedDay + 364)]
    const [id, team, who] = [idOf(4, resident), teamIdOf(village), residentId(resident)]
    agreements.push(
      [
        id,
        `${villageCodeOf(village)}-${resident}`,
        'person',
        townshipCodeOf(Math.floor(village / 10)),
        team,
        who,
        'first',
        ...term,
        12,
        'clinic',
        term[0],
        idOf(6, 0),
      ].join('\t'),
    )
    members.push([id, who, team, packages, `{${basicVersionId}}`, '{}', ...term].join('\t'))
  }
  await copy(
    client,
    'agreements (id, number, unit, unit_code, team_id, signatory_id, kind, starts_on, ends_on, term_months, signed_via, signed_on, created_by)',
    agreements,
  )
  await copy(
    client,
    'agreement_members (agreement_id, resident_id, team_id, packages, package_version_ids, populations, starts_on, ends_on)',
    members,
  )
}

async function copyRecords(
  client: pg.Client,
  people: readonly Person[],
  records: readonly [number, number, number, number, number, number][],
  first: number,
) {
  const rows = records.map(([resident, type, day, systolic, diastolic, glucose], n) => {
    const { form, service } = forms[type]!
    const values: Record<string, unknown> = service ? { service } : {}
    if (systolic) Object.assign(values, { systolicMmHg: systolic, diastolicMmHg: diastolic })
    if (glucose) values.fastingGlucoseMmolL = glucose / 10
    const controlled = isControlled(people[resident - first]!, type, systolic, diastolic, glucose)
    const { village } = unitsOf(resident)
    return [
      idOf(0, first * 64 + n),
      residentId(resident),
      form,
      1,
      service ?? '\\N',
      isoDay(day),
      'home',
      JSON.stringify(values),
      'f',
      controlled ?? '\\N',
      'routine',
      'f',
      idOf(5, village),
      villageCodeOf(village),
      idOf(6, 0),
      `${isoDay(day)} 10:00:00+08`,
    ].join('\t')
  })
  await copy(
    client,
    'service_records (id, resident_id, form, form_version, service, performed_on, mode, values, complete, controlled, next_step, referred, performed_by, unit_code, recorded_by, recorded_at)',
    rows,
  )
}

async function copy(client: pg.Client, target: string, rows: readonly string[]) {
  if (rows.length === 0) return
  await pipeline(Readable.from([`${rows.join('\n')}\n`]), client.query(copyFrom(`copy ${target} from stdin`)))
}

async function versionOfMigrations(): Promise<string> {
  const folder = join(import.meta.dirname, '../../server/src/database/migrations')
  const hash = createHash('sha256')
  for (const kind of ['platform', 'county']) {
    for (const name of (await readdir(join(folder, kind))).sort())
      hash.update(await readFile(join(folder, kind, name)))
  }
  return hash.digest('hex')
}

function progress() {
  return (words: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
  }
}
