import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countyOn } from '../testing/county.ts'
import { arrayText } from './array-text.ts'

const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as {
  prepareValue: (value: unknown) => string
}

describe('an array as PostgreSQL reads one', () => {
  test('every text comes back from the database as it went', async () => {
    const { sql } = await countyOn('2026-11-21')
    const sent = fc
      .sample(fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))), 500)
      .concat(['', 'null', 'NULL', 'a,b', '{}', '"', '\\', ' 王 ', "'", '王小明\n', null])
    const { rows } = await sql.query('select $1::text[] as texts', [arrayText(sent)])
    expect(rows[0].texts).toEqual(sent)
  })

  test('numbers, truth values and bytes mean what the driver says', async () => {
    const { sql } = await countyOn('2026-11-21')
    const ask = async (type: string, values: unknown[]) =>
      (
        await sql.query(`select $1::${type}[] = $2::${type}[] as same`, [
          arrayText(values),
          prepareValue(values),
        ])
      ).rows
    expect(await ask('bytea', [Buffer.from('王"\\'), Buffer.alloc(0), null])).toEqual([{ same: true }])
    expect(await ask('numeric', [1, -2.5, null, 3n])).toEqual([{ same: true }])
    expect(await ask('boolean', [true, false, null])).toEqual([{ same: true }])
  })

  test('what it does not know it leaves to the driver', () => {
    expect(arrayText([new Date(0)])).toBeNull()
    expect(arrayText([['a']])).toBeNull()
  })
})
