import type pg from 'pg'

/**
 * Tables whose content ends with the program or its database: sessions, the note of migrations, which a restore writes
 * itself, and what changed in which transaction, whose numbers mean nothing in another database.
 */
const LEFT_OUT = new Set(['platform.sessions', 'platform.migrations'])
const LEFT_OUT_OF_COUNTIES = new Set(['door_changes', 'door_change_epochs'])

type BackedUpTable = { name: string; columns: string[] }

export async function schemasToBackUp(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select schema_name as name from information_schema.schemata where schema_name = 'platform' or schema_name ~ '^county_[0-9]{6}$' order by (schema_name <> 'platform'), schema_name",
  )
  return rows.map(({ name }) => name)
}

export async function migrationsThatRan(client: pg.Client, schema: string) {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from platform.migrations where schema_name = $1 order by name',
    [schema],
  )
  return rows
}

/** Tables of a schema, each after those it refers to, with the columns that hold something of their own. */
export async function tablesOf(client: pg.Client, schema: string): Promise<BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition`,
    [schema],
  )
  const references = await client.query<{ name: string; target: string }>(
    `select f.relname as name, t.relname as target
     from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
     join pg_namespace n on n.oid = f.relnamespace
     where k.contype = 'f' and n.nspname = $1 and t.relnamespace = n.oid and not k.condeferred and f.oid <> t.oid`,
    [schema],
  )
  const kept = rows.filter(({ name }) => !isLeftOut(schema, name))
  return afterWhatTheyReferTo(kept, references.rows)
}

function isLeftOut(schema: string, table: string): boolean {
  return LEFT_OUT.has(`${schema}.${table}`) || (schema !== 'platform' && LEFT_OUT_OF_COUNTIES.has(table))
}

function afterWhatTheyReferTo(
  tables: readonly BackedUpTable[],
  references: readonly { name: string; target: string }[],
): BackedUpTable[] {
  const ordered: BackedUpTable[] = []
  const left = new Map(tables.map((table) => [table.name, table]))
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !references.some((reference) => reference.name === name && left.has(reference.target)),
    )
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...left.keys()].join(', ')}`)
    for (const table of free.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      ordered.push(table)
      left.delete(table.name)
    }
  }
  return ordered
}

export function qualified(client: pg.Client, schema: string, table: string): string {
  return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`
}

export function listed(client: pg.Client, columns: readonly string[]): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(', ')
}

/** The next numbers after the highest that were restored. */
export async function continueNumbering(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and a.attidentity <> '' and c.relkind in ('r', 'p')`,
    [schema],
  )
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1::regclass, greatest(coalesce(max(${client.escapeIdentifier(column)}), 0), 1), max(${client.escapeIdentifier(column)}) is not null) from ${qualified(client, schema, table)}`,
      [sequence],
    )
  }
}

export async function holdsSomething(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('platform.accounts') is not null as found",
  )
  if (!rows[0]?.found) return false
  return ((await client.query('select from platform.accounts limit 1')).rowCount ?? 0) > 0
}
