import { expect, test } from 'vitest'
import { inCounty } from '../database/in-county.ts'
import { countyOn } from '../testing/county.ts'
import { learnNames } from './names.queries.ts'
import { readingsOf } from './pinyin.ts'

const readings = (names: readonly string[]) => new Map(names.map((name) => [name, readingsOf(name)]))

test('a name that two learn at once has its keys once, also when the first of them gives up', async () => {
  const { services, sql } = await countyOn('2026-11-21')
  const inOne = (work: (db: Parameters<typeof learnNames>[0]) => Promise<void>) =>
    inCounty(services.database, 320399, work)
  const keysOf = async (name: string) => {
    const { rows } = await sql.query('select key, is_whole from name_keys where name = $1 order by key', [
      name,
    ])
    return rows.map(({ key, is_whole }) => (is_whole ? `${key}!` : key))
  }

  let second = Promise.resolve()
  const first = inOne(async (db) => {
    await learnNames(db, readings(['单红霞', '王小明']))
    second = inOne((other) => learnNames(other, readings(['王小明', '李明', '单红霞'])))
    throw new Error('given up')
  })
  await expect(first).rejects.toThrow('given up')
  await second
  await Promise.all([1, 2, 3].map(() => inOne((db) => learnNames(db, readings(['王小明', '解晓东'])))))

  expect(await keysOf('王小明')).toEqual(
    ['ming', 'wangxiaoming!', 'wxm!', 'xiaoming', '小明', '明', '王小明!', 'xm'].sort(),
  )
  expect(await keysOf('李明')).toEqual(['liming!', 'lm!', 'ming', '明', '李明!'].sort())
  expect((await keysOf('单红霞')).filter((key) => key.endsWith('!')).sort()).toEqual(
    ['shanhongxia!', 'shx!', '单红霞!'].sort(),
  )
  expect((await keysOf('解晓东')).length).toBeGreaterThan(0)
})

test('a name that holds what parts fields and lines is found by its own keys', async () => {
  const { services, sql } = await countyOn('2026-11-21')
  const name = '王\\t小\t明\n'
  await inCounty(services.database, 320399, (db) => learnNames(db, readings([name])))
  const { rows } = await sql.query('select key from name_keys where name = $1', [name])
  expect(rows.map(({ key }) => key)).toContain('王\\t小明')
})
