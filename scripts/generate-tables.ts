/** Writes the row types of the migrated database to server/src/database/tables.ts. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createDatabase } from '../server/src/database/create-database.ts'
import { startEmbeddedDatabase } from '../server/src/database/embedded.ts'
import { createCounty, migrate } from '../server/src/database/migrate.ts'

const file = join(import.meta.dirname, '../server/src/database/tables.ts')
const dataDir = await mkdtemp(join(tmpdir(), 'qianyue-tables-'))
await chmod(dataDir, 0o755)
const database = await startEmbeddedDatabase(dataDir)
try {
  await createDatabase(database.url)
  const client = new pg.Client(database.url)
  await client.connect()
  await migrate(client)
  await createCounty(client, { code: 320399, name: '示范县' })
  await client.end()
  execFileSync(
    join(import.meta.dirname, '../node_modules/.bin/kysely-codegen'),
    [
      '--dialect',
      'postgres',
      '--url',
      database.url,
      '--default-schema',
      'county_320399',
      '--default-schema',
      'platform',
      '--camel-case',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--type-mapping',
      JSON.stringify({ date: 'LocalDate', int8: 'Int8', jsonb: 'Json' }),
      '--out-file',
      file,
    ],
    { stdio: 'inherit' },
  )
  const imports = [
    "import type { LocalDate } from '@qianyue/domain/days/local-date.ts'",
    "import type { Int8, Json } from './column-types.ts'",
  ]
  await writeFile(file, `${imports.join('\n')}\n${await readFile(file, 'utf8')}`)
} finally {
  await database.stop()
  await rm(dataDir, { recursive: true, force: true })
}
