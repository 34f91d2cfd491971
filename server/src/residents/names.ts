import { nameKeys, type Readings } from '@qianyue/domain/residents/search-keys.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { pinyinOf } from './pinyin.ts'

/** Makes names findable by every part of them. A name that is known already costs a look. */
export async function learnNames(db: Database, readings: ReadonlyMap<string, Readings>): Promise<void> {
  const unknown = await sql<{ name: string }>`
    select name from unnest(${[...readings.keys()].sort()}::text[]) as given(name)
    where not exists (select from names where names.name = given.name)`.execute(db)
  if (unknown.rows.length === 0) return

  const keys: { key: string; name: string; isWhole: boolean }[] = []
  for (const { name } of unknown.rows) {
    const { characters, pinyin, initials } = nameKeys(name, readings.get(name)!)
    for (const kind of [characters, pinyin, initials]) {
      keys.push(...kind.map((key, i) => ({ key, name, isWhole: i === 0 })))
    }
  }
  const names = unknown.rows.map(({ name }) => name)
  // In one order for everybody, so that two who learn the same names at once wait instead of blocking each other.
  await sql`
    insert into names (name, pinyin)
    select * from unnest(${names}::text[], ${names.map((name) => pinyinOf(readings.get(name)!))}::text[])
    order by 1
    on conflict do nothing`.execute(db)
  await sql`
    insert into name_keys (key, name, is_whole)
    select key, name, bool_or(is_whole)
    from unnest(${keys.map(({ key }) => key)}::text[], ${keys.map(({ name }) => name)}::text[],
      ${keys.map(({ isWhole }) => isWhole)}::boolean[]) as given(key, name, is_whole)
    group by key, name
    order by key, name
    on conflict do nothing`.execute(db)
}
