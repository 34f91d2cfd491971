import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './tables.ts'

export type Database = Kysely<DB>

const DATE = 1082
const INT8 = 20
const NUMERIC = 1700

// A day stays the text it is; counts and region codes fit a number.
pg.types.setTypeParser(DATE, (text) => text)
pg.types.setTypeParser(INT8, Number)
pg.types.setTypeParser(NUMERIC, Number)

export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'qianyue', options: '-c search_path=platform,public' })
  // A connection lost while idle is replaced at the next use; a query under way gets the error itself.
  pool.on('error', () => {})
  return pool
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
