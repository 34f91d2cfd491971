import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Spread, sameAnswer, spreadOf, timed } from '../measure.ts'
import { registerFile, registerRows } from '../register-file.ts'
import { readOnce } from './read-once.ts'

const ROUNDS = 3

/**
 * The least an import of a register can be: its cells read by the best right reader, and copied into one table with a
 * primary key. Nothing is understood, compared, encrypted or counted.
 * @returns seconds.
 */
export async function readAndCopy(client: pg.Client, rows: number): Promise<Spread> {
  const { file, holds } = await registerFile(rows)
  const lines = registerRows(rows).map((cells) => `${cells.map(textOf).join('\t')}\n`)
  await client.query('create temp table copied_register (serial integer primary key)')
  for (let column = 2; column <= lines[0]!.split('\t').length; column++)
    await client.query(`alter table copied_register add column c${column} text`)
  const seconds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await client.query('truncate copied_register')
    const read = readOnce('hucre', file)
    sameAnswer('W4b read', read.reading, holds)
    const copied = await timed(() =>
      pipeline(Readable.from(lines), client.query(copyFrom('copy copied_register from stdin'))),
    )
    const kept = await client.query('select count(*)::integer as rows from copied_register')
    sameAnswer('W4b copied', kept.rows[0].rows, rows)
    seconds.push(read.seconds + copied / 1000)
  }
  return spreadOf(seconds)
}

function textOf(cell: unknown): string {
  if (cell === null) return '\\N'
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}
