import { nameKeys, type Readings } from '@qianyue/domain/residents/search-keys.ts'
import { sql } from 'kysely'
import { copyText } from '../database/copy.ts'
import { copyInto, type Database } from '../database/database.ts'
import { pinyinOf } from './pinyin.ts'

/**
 * Makes names findable by every part of them. A name that is known already costs a look. Who puts a name in puts its keys in
 * too, so that nobody else can be writing the same ones.
 */
export async function learnNames(db: Database, readings: ReadonlyMap<string, Readings>): Promise<void> {
  const given = [...readings.keys()]
  // In one order for everybody, so that two who learn the same names at once wait instead of blocking each other.
  const { rows: learnt } = await sql<{ name: string }>`
    insert into names (name, pinyin)
    select * from unnest(${given}::text[], ${given.map((name) => pinyinOf(readings.get(name)!))}::text[])
    order by 1
    on conflict do nothing
    returning name`.execute(db)
  if (learnt.length === 0) return

  const lines: string[] = []
  for (const { name } of learnt) {
    const written = copyText(name)
    for (const [key, isWhole] of keysOf(name, readings.get(name)!)) {
      lines.push(`${copyText(key)}\t${written}\t${isWhole}`)
    }
  }
  // Neighbours in the index one after the other.
  lines.sort()
  await copyInto(db, 'name_keys (key, name, is_whole)', lines)
}

/** Each key of a name once, and whether it stands for the whole name. */
function keysOf(name: string, readings: Readings): Map<string, boolean> {
  const { characters, pinyin, initials } = nameKeys(name, readings)
  const keys = new Map<string, boolean>()
  for (const kind of [characters, pinyin, initials]) {
    for (const [i, key] of kind.entries()) keys.set(key, i === 0 || keys.get(key) === true)
  }
  return keys
}
