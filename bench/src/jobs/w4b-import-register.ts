import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createDatabase } from '../../../server/src/database/create-database.ts'
import { startEmbeddedDatabase } from '../../../server/src/database/embedded.ts'
import { createCounty, migrate } from '../../../server/src/database/migrate.ts'
import { tokenHash } from '../../../server/src/session/viewer.queries.ts'
import { countyCode, idOf, townshipCodeOf, villageCodeOf } from '../ids.ts'
import { type Line, percentileOf, sameAnswer, spreadOf } from '../measure.ts'
import { readAndCopy } from '../peers/read-and-copy.ts'
import { type Program, startServer } from '../program.ts'
import { registerFile } from '../register-file.ts'

const ROWS = { smoke: 10_000, full: 100_000 }
const COUNTY = countyCode / 1_000_000
const TOKEN = 'bench-import'
/** Promised for 100,000 rows; a smaller register has its share of it, and a second to begin. */
const PROMISED_SECONDS = 10

/** Half of what is usual: an import takes five to six times as long as reading its rows and copying them. */
const LEAST_OF_READ_AND_COPY = 0.08

type Import = { status: string; failure: string | null; counts: Record<string, number> }

/**
 * W4b: a register is uploaded, read, checked cell by cell, compared with the county, committed with search keys, duties,
 * figures and audit, and uploaded again, through the shipped server and its worker. The county is empty at first.
 */
export async function importRegister(residents: number): Promise<Line[]> {
  const rows = residents >= 100_000 ? ROWS.full : ROWS.smoke
  const { file } = await registerFile(rows)
  const dataDir = await emptyCounty(rows)
  const least = await withDatabase(dataDir, (client) => readAndCopy(client, rows))
  const program = await startServer(dataDir)
  try {
    const content = await readFile(file)
    const first = await importOnce(program, content)
    sameAnswer('W4b rows', first.counts.rows, rows)
    sameAnswer('W4b in and out', first.counts.added! + first.counts.withErrors!, rows)
    const again = await importOnce(program, content)
    sameAnswer(
      'W4b again',
      [again.counts.added, again.counts.changed, again.counts.unchanged],
      [0, 0, first.counts.added],
    )
    const limit = (PROMISED_SECONDS * rows) / ROWS.full + (rows < ROWS.full ? 1 : 0)
    const line = (what: string, seconds: number): Line => ({
      job: 'W4b',
      what,
      unit: 's',
      ours: spreadOf([seconds]),
      yardstick: null,
      ratio: null,
      promise: null,
    })
    return [
      line(`check ${rows} rows: read, compare, every problem at its cell`, first.checked),
      line(`commit them: search keys, duties, figures, audit`, first.committed),
      {
        ...line(`import ${rows} rows from upload to done`, first.checked + first.committed),
        yardstick: { name: 'hucre + COPY of the same rows', spread: least },
        ratio: least.median / (first.checked + first.committed),
        leastRatio: LEAST_OF_READ_AND_COPY,
        promise: { words: `≤ ${limit} s`, kept: first.checked + first.committed <= limit },
      },
      line('the same file again, unchanged', again.checked),
      {
        job: 'W4b',
        what: 'another call meanwhile, p95',
        unit: 'ms',
        ours: spreadOf([percentileOf(first.looks, 0.95)]),
        yardstick: null,
        ratio: null,
        promise: null,
      },
    ]
  } finally {
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A data folder with the workload's villages, nobody in them, and a county officer with a token. */
async function emptyCounty(rows: number): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'qianyue-bench-'))
  await chmod(dataDir, 0o755)
  await withDatabase(dataDir, async (client) => {
    await migrate(client)
    await createCounty(client, { code: COUNTY, name: '测试县' })
    await client.query(`set search_path = county_${COUNTY}, platform, public`)
    const unit = (code: number, parent: number | null, level: string, name: string) =>
      client.query(
        'insert into org_units (code, parent_code, level, name, area_name) values ($1, $2, $3, $4, $4) on conflict do nothing',
        [code, parent, level, name],
      )
    await unit(countyCode, null, 'county', '测试县')
    for (let village = 0; village < Math.ceil(rows / 1_000); village++) {
      const township = Math.floor(village / 10)
      await unit(townshipCodeOf(township), countyCode, 'township', `测试镇${township}`)
      await unit(villageCodeOf(village), townshipCodeOf(township), 'village', `测试村${village}`)
    }
    const account = idOf(9, 1)
    await client.query(
      "insert into accounts (id, county_code, username, name, password_hash) values ($1, $2, 'bench', 'bench', '-')",
      [account, COUNTY],
    )
    await client.query(
      "insert into account_roles (account_id, role, unit_code) values ($1, 'county-officer', $2)",
      [account, countyCode],
    )
    await client.query(
      "insert into api_tokens (id, account_id, name, token_hash, scopes, created_by) values ($1, $1, 'bench', $2, '{*}', $1)",
      [account, tokenHash(TOKEN)],
    )
  })
  return dataDir
}

async function withDatabase<Result>(
  dataDir: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const embedded = await startEmbeddedDatabase(dataDir)
  await createDatabase(embedded.url)
  const client = new pg.Client(embedded.url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
    await embedded.stop()
  }
}

async function importOnce({ address }: Program, content: Buffer) {
  const headers = { authorization: `Bearer ${TOKEN}` }
  const looks: number[] = []
  const until = async (id: string, wanted: string): Promise<Import> => {
    for (;;) {
      const asked = performance.now()
      const found = (await (
        await fetch(`${address}/api/v1/register-imports/${id}`, { headers })
      ).json()) as Import
      looks.push(performance.now() - asked)
      if (found.status === wanted) return found
      if (found.status === 'failed') throw new Error(`the import failed: ${found.failure}`)
      await pause(50)
    }
  }
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)]), 'register.xlsx')
  const begun = performance.now()
  const uploaded = await fetch(`${address}/api/v1/register-imports`, { method: 'POST', headers, body: form })
  const { id } = (await uploaded.json()) as { id: string }
  await until(id, 'ready')
  const checked = (performance.now() - begun) / 1000

  const decided = performance.now()
  await fetch(`${address}/api/v1/register-imports/${id}/commit`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  })
  const { counts } = await until(id, 'done')
  return { counts, checked, committed: (performance.now() - decided) / 1000, looks }
}
