import type { Socket } from 'node:net'
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
} from 'kysely'
import pg from 'pg'
import { arrayText } from './array-text.ts'
import { copyLines } from './copy.ts'
import type { DB } from './tables.ts'

export type Database = Kysely<DB>

const DATE = 1082
const INT8 = 20
const NUMERIC = 1700
/** PostgreSQL's `in_failed_sql_transaction`. */
const TRANSACTION_LOST = '25P02'

// A day stays the text it is; counts and region codes fit a number.
pg.types.setTypeParser(DATE, (text) => text)
pg.types.setTypeParser(INT8, Number)
pg.types.setTypeParser(NUMERIC, Number)

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/** Connections nobody has used for so long are given back. */
const KEPT_IDLE_MS = 10 * 60_000

export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'qianyue',
    // A new connection reads its tables and plans its statements anew: whoever thinks for a minute should not wait for that.
    idleTimeoutMillis: KEPT_IDLE_MS,
    // Whoever else asks has use for the other processors: one statement takes one.
    options: '-c search_path=platform,public -c max_parallel_workers_per_gather=0',
    // Statements of a transaction are sent without waiting for each other's answers where nobody needs them.
    pipeline: true,
  } as pg.PoolConfig)
  // A connection lost while idle is replaced at the next use; a query under way gets the error itself, and one lost
  // between two statements of a transaction fails the next of them: none of it is the end of the program.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Single statements, each on whichever connection is free, as the database's owner. */
export function openDatabase(pool: pg.Pool): Database {
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins })
  pools.set(database, pool)
  return database
}

const pools = new WeakMap<Database, pg.Pool>()
const bound = new WeakMap<pg.PoolClient, Database>()
const clients = new WeakMap<Database, pg.PoolClient>()

/**
 * Keeps a statement for the end of the transaction, behind those that were kept before it.
 * @param use is given the rows when the transaction is through.
 */
type CloseWith = <Row>(statement: CompiledQuery<Row>, use?: (rows: Row[]) => void) => void

/**
 * Runs the work in one transaction on one connection; what it throws rolls everything back.
 * @param opening the statements that begin it, sent together with the first statement of the work.
 * @param work is handed `closeWith` for last statements that are sent together with the commit: nobody waits for their
 *   answers by themselves, and what they lock is held no longer than that takes. When one fails nothing of the transaction
 *   stays, and its error is thrown.
 */
export async function inTransaction<Result>(
  database: Database,
  opening: string,
  work: (db: Database, closeWith: CloseWith) => Promise<Result>,
): Promise<Result> {
  const client = await pools.get(database)!.connect()
  let broken: Error | undefined
  firstErrors.delete(client)
  try {
    gather(client)
    const opened = ask(client, { text: opening })
    opened.catch(() => {})
    try {
      const closing: [statement: CompiledQuery, use: (rows: unknown[]) => void][] = []
      const result = await work(boundTo(client), (statement, use = () => {}) => {
        closing.push([statement, use as (rows: unknown[]) => void])
      })
      await opened
      gather(client)
      const given = closing.map(([statement]) => execute(client, statement))
      const committed = ask(client, { text: 'commit' })
      const ended = await Promise.allSettled([...given, committed])
      // The first says what went wrong, those behind it only that the transaction is lost.
      const lost = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
      if (lost) throw lost.reason
      if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back')
      for (const [at, [, use]] of closing.entries()) use((await given[at]!).rows)
      return result
    } catch (error) {
      const cause = causeOf(client, error)
      await ask(client, { text: 'rollback' }).catch((lost: Error) => {
        broken = lost
      })
      throw cause
    }
  } finally {
    client.release(broken)
  }
}

/** What went wrong first in a connection's transaction. */
const firstErrors = new WeakMap<pg.PoolClient, unknown>()

/** Of statements that were sent together one failed; who waited for another of them hears only that the transaction is lost. */
function causeOf(client: pg.PoolClient, error: unknown): unknown {
  return (error as { code?: string } | null)?.code === TRANSACTION_LOST
    ? (firstErrors.get(client) ?? error)
    : error
}

function keepFirst(client: pg.PoolClient, error: unknown) {
  if (!firstErrors.has(client)) firstErrors.set(client, error)
}

/** A query builder on one connection, made once for it. Unlike a pool's it does not queue what is sent at once. */
function boundTo(client: pg.PoolClient): Database {
  let database = bound.get(client)
  if (database === undefined) {
    database = new Kysely<DB>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new ClientDriver(client),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
      plugins,
    })
    bound.set(client, database)
    clients.set(database, client)
  }
  return database
}

/**
 * Rows as lines in the text format of COPY, an empty field for null. For work of the program itself in a transaction: the
 * owner of the database may copy into any table, the role of requests only where no policy says which rows are within reach.
 * @param into the table, and its columns in the order of the fields.
 */
export async function copyInto(db: Database, into: string, lines: readonly string[]): Promise<void> {
  const client = clients.get(db)
  if (client === undefined) throw new TypeError('rows are copied in a transaction')
  gather(client)
  await copyLines(client, `copy ${into} from stdin (null '')`, `${lines.join('\n')}\n`).catch(
    (error: unknown) => {
      keepFirst(client, error)
      throw error
    },
  )
}

/**
 * Lets this transaction commit before it is on the disk: the next one that waits takes it along. For what is computed again,
 * or begun again from what is there, when a machine that stops has lost it.
 */
export async function commitWithoutWaiting(db: Database): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(db)
}

class ClientDriver implements Driver {
  private readonly connection: DatabaseConnection

  constructor(client: pg.PoolClient) {
    this.connection = {
      executeQuery: <Row>(query: CompiledQuery) => execute<Row>(client, query),
      streamQuery: () => {
        throw new Error('a transaction of a request streams no rows')
      },
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.connection
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
  async beginTransaction(): Promise<void> {
    throw new Error('the transaction is open already')
  }
  async commitTransaction(): Promise<void> {
    throw new Error('the transaction is committed by who opened it')
  }
  async rollbackTransaction(): Promise<void> {
    throw new Error('the transaction is rolled back by throwing')
  }
}

async function execute<Row>(
  client: pg.PoolClient,
  { sql, parameters }: CompiledQuery,
): Promise<QueryResult<Row>> {
  gather(client)
  const name = statementName(sql)
  const values = parameters.map((value) => (Array.isArray(value) ? (arrayText(value) ?? value) : value))
  const statement = name === undefined ? { text: sql, values } : { name, text: sql, values }
  const { rows, command, rowCount } = await ask(client, statement)
  const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
  return {
    rows: rows as Row[],
    ...(changes && rowCount !== null ? { numAffectedRows: BigInt(rowCount) } : {}),
  }
}

/**
 * Sends a statement before it returns. By the driver's callback: of what its own promises hold, which is all of an answer, a
 * collection of young objects finds nothing dead, so that it moved a tenth of everything and stopped the program for 8 ms.
 */
function ask(client: pg.PoolClient, statement: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((answered, failed) => {
    client.query(statement, (error, result) => {
      if (!error) return answered(result)
      keepFirst(client, error)
      failed(error)
    })
  })
}

/** What is sent in one turn of the program goes as one piece: waking the database costs more than many a statement. */
function gather(client: pg.PoolClient) {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const MOST_NAMED = 400
const NAMED_FROM_USE = 3
const seen = new Map<string, number>()
const names = new Map<string, string>()

/** Statements that come again and again are prepared once a connection; those that are made anew each time are not. */
function statementName(sql: string): string | undefined {
  const known = names.get(sql)
  if (known !== undefined || names.size >= MOST_NAMED || sql.length > 8_000) return known
  const uses = (seen.get(sql) ?? 0) + 1
  if (uses < NAMED_FROM_USE) {
    if (seen.size > 5_000) seen.clear()
    seen.set(sql, uses)
    return undefined
  }
  seen.delete(sql)
  const name = `q${names.size}`
  names.set(sql, name)
  return name
}
