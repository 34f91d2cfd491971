import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

/** Where in a sheaf something stands; null when it stands there alone. */
export type SheafPlace = { sheaf: number; place: number | null }

/** What is kept of some rows and problems, in the order of their places. */
export type Sheaf = { sheaf: number; contents: unknown[] }

/** Keeps what was read, each sheaf encrypted as one. */
export async function putSheaves(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  sheaves: readonly Sheaf[],
): Promise<void> {
  await sql`
    insert into register_import_sheaves (import_id, sheaf, sealed)
    select ${importId}, * from unnest(${sheaves.map(({ sheaf }) => sheaf)}::integer[],
      ${sheaves.map(({ contents }) => crypto.encrypt(JSON.stringify(contents)))}::bytea[])
    on conflict (import_id, sheaf) do nothing`.execute(db)
}

/** Opens the sheaves in which these stand. @returns what stands at a place of them. */
export async function openSheaves(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  places: readonly SheafPlace[],
): Promise<(at: SheafPlace) => unknown> {
  const wanted = [...new Set(places.map(({ sheaf }) => sheaf))]
  const { rows } = await sql<{ sheaf: number; sealed: Buffer }>`
    select sheaf, sealed from register_import_sheaves
    where import_id = ${importId} and sheaf = any(${wanted}::integer[])`.execute(db)
  const contents = new Map(rows.map(({ sheaf, sealed }) => [sheaf, JSON.parse(crypto.decrypt(sealed))]))
  return ({ sheaf, place }) => {
    const content = contents.get(sheaf)
    return place === null ? content : content[place]
  }
}
