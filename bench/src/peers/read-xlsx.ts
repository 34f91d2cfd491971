/** node read-xlsx.ts READER FILE: reads every row once and prints what it found, the seconds and the peak memory. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Reading } from '../register-file.ts'

const [reader, file] = process.argv.slice(2) as [string, string]
const reading: Reading = { rows: 0, serials: 0, nameLetters: 0, idEnds: 0 }
let first = true

function take(cells: ArrayLike<unknown>, from = 0) {
  if (first) {
    first = false
    return
  }
  reading.rows++
  reading.serials += Number(cells[from])
  reading.nameLetters += String(cells[from + 1]).length
  reading.idEnds += String(cells[from + 3]).charCodeAt(17)
}

const peer = (name: string) => {
  const found = createRequire(import.meta.url).resolve(name)
  return import(pathToFileURL(found).href)
}

const readers: Record<string, () => Promise<void>> = {
  async qianyue() {
    const { readRegister } = await import('../../../server/src/registers/read-register.ts')
    for await (const { rows } of readRegister(readFileSync(file), file).batches) {
      for (const { cells } of rows) take(cells)
    }
  },
  async hucre() {
    const { streamXlsxRows } = await import('hucre/xlsx')
    for await (const row of streamXlsxRows(new Uint8Array(readFileSync(file)))) take(row.values)
  },
  async 'read-excel-file'() {
    const { readSheet } = await peer('read-excel-file/node')
    for (const row of await readSheet(file)) take(row)
  },
  async exceljs() {
    const excel = (await peer('exceljs')).default
    const workbook = new excel.Workbook()
    await workbook.xlsx.readFile(file)
    workbook.worksheets[0].eachRow((row: { values: unknown[] }) => take(row.values, 1))
  },
}

const begun = performance.now()
await readers[reader]!()
const seconds = (performance.now() - begun) / 1000
console.log(JSON.stringify({ seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024, reading }))
