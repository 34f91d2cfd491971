import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { FastifyReply } from 'fastify'
import { readXlsx } from 'hucre/xlsx'
import { expect, onTestFinished, test } from 'vitest'
import { type Cell, PERCENT, rateCell, sendWorkbook } from './workbook.ts'

const send = { type: () => send, header: () => send } as unknown as FastifyReply

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'qianyue-workbook-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

const sheet = (rows: Iterable<Cell[]> | AsyncIterable<Cell[]>) => ({
  fileName: '名单',
  name: '名单',
  about: [['单位', '东岭镇卫生院']] as const,
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

test('a day goes out as a day that Excel sorts and filters, also of a column that nobody called one; what is no day stays the text it is', async () => {
  const reading = await sendWorkbook(
    send,
    await folder(),
    sheet([['2026-02-28'], [''], [null], ['长期'], ['2026-02-30'], ['1899-12-31']]),
  )
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)), { readStyles: true })
  const days = [...sheets[0]!.cells!.values()].filter(({ value }) => value instanceof Date)
  expect(days.map(({ value }) => value)).toEqual([new Date('2026-02-28')])
  expect(days[0]!.style?.numFmt).toBe('yyyy-mm-dd')
  expect(sheets[0]!.rows.flat()).toEqual(expect.arrayContaining(['长期', '2026-02-30', '1899-12-31']))
})

test('whoever opens a list finds its heading in bold, with filters at it, frozen and again on every printed page', async () => {
  const reading = await sendWorkbook(send, await folder(), sheet([['王秀英'], ['李建国']]))
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)), { readStyles: true })
  const { name, cells, autoFilter, freezePane, pageSetup } = sheets[0]!
  expect(name).toBe('名单')
  expect([cells!.get('2,0')?.value, cells!.get('2,0')?.style?.font?.bold]).toEqual(['姓名', true])
  expect(cells!.get('3,0')?.style?.font?.bold).toBeFalsy()
  expect(autoFilter?.range).toBe('A3:A5')
  expect(freezePane?.rows).toBe(3)
  expect(pageSetup).toMatchObject({ orientation: 'landscape', printTitlesRow: '$3:$3' })
})

test('a list too long to be held whole goes out with every row once', async () => {
  const names = Array.from({ length: 31_000 }, (_, index) => `居民${index}`)
  const reading = await sendWorkbook(send, await folder(), sheet(names.map((name) => [name])))
  const { sheets } = await readXlsx(new Uint8Array(await buffer(reading)))
  expect(sheets[0]!.rows.slice(3).map(([name]) => name)).toEqual(names)
})
