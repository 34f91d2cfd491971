import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import type { Sheaves } from './staged-batch.ts'

/** Where in a sheaf something stands; null when it stands there alone. */
export type SheafPlace = { sheaf: number; place: number | null }

/** Keeps what was read, each sheaf encrypted as one. They are sent as one piece, in bytes instead of as text. */
export async function putSheaves(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  { numbers, ends, bytes }: Sheaves,
): Promise<void> {
  const plain = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sealed = ends.map((end, i) => crypto.encryptBytes(plain.subarray(ends[i - 1] ?? 0, end)))
  let next = 1
  const begins = sealed.map(({ length }) => {
    const begin = next
    next += length
    return begin
  })
  await sql`
    insert into register_import_sheaves (import_id, sheaf, sealed)
    select ${importId}, sheaf, substr(${Buffer.concat(sealed)}::bytea, begins, bytes)
    from unnest(${numbers}::integer[], ${begins}::integer[], ${sealed.map(({ length }) => length)}::integer[])
      as sheaves(sheaf, begins, bytes)
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
