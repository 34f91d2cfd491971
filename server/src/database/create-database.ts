import pg from 'pg'

/** Makes the database that the address names, when the server has none of that name. */
export async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  const admin = new pg.Client({ connectionString: withDatabase(url, 'postgres') })
  await admin.connect()
  try {
    const found = await admin.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0)
      await admin.query(`create database ${admin.escapeIdentifier(name)} encoding 'UTF8' template template0`)
  } finally {
    await admin.end()
  }
}

/** The same server's address with another database. */
export function withDatabase(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${encodeURIComponent(name)}`
  return address.href
}
