import { type FileMeasurement, measurementOfRow, titlesOfDayFile } from '@qianyue/domain/devices/day-file.ts'
import { isBlankRow } from '@qianyue/domain/registers/cell.ts'
import { HEADER_WITHIN_ROWS } from '@qianyue/domain/registers/header.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import { readRegister } from '../registers/read-register.ts'
import { keepMessage } from './keep-message.ts'

/** Rows that one file may have: a device measures some hundred people in a day. */
const ROWS_MOST = 2000
const UNPACKED_MOST_BYTES = 50_000_000

/** 上传日文件: every row is a measurement of its own; a row that cannot be used is kept and says why. */
export async function takeDayFile(
  context: Context,
  { deviceSerial }: { deviceSerial: string },
  file: SentFile,
) {
  const measurements = await readDayFile(file, deviceSerial)
  const counts = { rows: measurements.length, matched: 0, unmatched: 0, received: 0, refused: 0, again: 0 }
  for (const { told, content } of measurements) {
    const values = Object.entries(told.values).map(([code, { value, unit }]) => ({ code, value, unit }))
    const outcome = await keepMessage(context, { ...told, values }, 'file', content)
    if (outcome.again) counts.again++
    else counts[outcome.state]++
  }
  return counts
}

async function readDayFile({ fileName, content }: SentFile, deviceSerial: string) {
  const measurements: { told: FileMeasurement; content: string }[] = []
  let titled: ReturnType<typeof titlesOfDayFile> = null
  let sheet: string | null = null
  let above = 0
  for await (const batch of readRegister(content, fileName, UNPACKED_MOST_BYTES).batches) {
    if (batch.sheet !== sheet) [titled, above] = [null, 0]
    sheet = batch.sheet
    for (const row of batch.rows) {
      if (isBlankRow(row.cells)) continue
      if (titled === null) titled = above++ < HEADER_WITHIN_ROWS ? titlesOfDayFile(row.cells) : null
      else
        measurements.push({
          told: measurementOfRow(titled, row, deviceSerial),
          content: JSON.stringify(row.cells),
        })
    }
    if (measurements.length > ROWS_MOST)
      throw new Invalid({ file: `一个文件最多${ROWS_MOST}行，请按天分开上传。` })
  }
  if (measurements.length === 0) {
    throw new Invalid({
      file: '没有找到测量数据：表头应有“测量时间”“身份证号”等列，以及“收缩压”“体重”等测量项目。',
    })
  }
  return measurements
}
