import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { FastifyReply } from 'fastify'
import { readXlsx } from 'hucre/xlsx'
import { expect, onTestFinished, test } from 'vitest'
import { type Cell, DAY, PERCENT, rateCell, sendWorkbook } from './workbook.ts'

const send = { type: () => send, header: () => send } as unknown as FastifyReply

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'qianyue-workbook-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

const sheet = (rows: Iterable<Cell[]> | AsyncIterable<Cell[]>) => ({
  fileName: '名单',
  about: [],
  columns: [{ header: '姓名', width: 10 }],
  rows,
})

test('no list of people is left on the disk, however the program ends while it is sent', async () => {
  const path = await folder()
  const reading = await sendWorkbook(send, path, sheet([['王秀英']]))
  expect(await readdir(path)).toEqual([])
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)))
  expect(sheets[0]!.rows.flat()).toContain('王秀英')
})

test('a list that cannot be finished leaves nothing either', async () => {
  const path = await folder()
  async function* rows() {
    yield ['王秀英']
    throw new Error('the database went away')
  }
  await expect(sendWorkbook(send, path, sheet(rows()))).rejects.toThrow('went away')
  expect(await readdir(path)).toEqual([])
})

test('what somebody wrote as a formula goes out as the text it is', async () => {
  const written = ['=HYPERLINK("http://198.51.100.7")', '+1', '-1', '@SUM(A1)', '\t=1', "=cmd|' /C calc'!A0"]
  const reading = await sendWorkbook(send, await folder(), sheet(written.map((text) => [text])))
  const file = await buffer(reading)
  const { sheets } = await readXlsx(new Uint8Array(file))
  expect(sheets[0]!.rows.flat()).toEqual(expect.arrayContaining(written))
  const { openOfficeFile } = await import('../registers/zip-file.ts')
  const zip = openOfficeFile(file, 10_000_000)
  const parts = Object.keys(zip.files).filter((name) => name.startsWith('xl/worksheets/'))
  expect(parts.map((name) => zip.file(name)!.asText()).join('')).not.toMatch(/<f[ >]/)
})

test('a rate goes out as a number that Excel sorts and charts, and shows in percent', async () => {
  const half = rateCell({ numerator: 1, denominator: 2 })
  expect([half, rateCell({ numerator: 0, denominator: 0 })]).toEqual([0.5, '不适用'])
  const reading = await sendWorkbook(send, await folder(), {
    ...sheet([[half]]),
    columns: [{ header: '签约率', width: 10, numFmt: PERCENT }],
  })
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)), { readStyles: true })
  const cell = [...sheets[0]!.cells!.values()].find(({ value }) => value === 0.5)
  expect(cell?.style?.numFmt).toBe('0.00%')
})

test('a day goes out as a day that Excel sorts and filters, and what is no day stays the text it is', async () => {
  const reading = await sendWorkbook(send, await folder(), {
    ...sheet([['2026-02-28'], [''], [null], ['长期']]),
    columns: [{ header: '到期', width: 12, numFmt: DAY }],
  })
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)), { readStyles: true })
  const cells = [...sheets[0]!.cells!.values()]
  const day = cells.find(({ value }) => value instanceof Date)
  expect(day?.value).toEqual(new Date('2026-02-28'))
  expect(day?.style?.numFmt).toBe('yyyy-mm-dd')
  expect(cells.map(({ value }) => value)).toEqual(expect.arrayContaining(['到期', '长期']))
})
