import type { ReplyInput } from '@qianyue/api/endpoint.ts'
import type { readPolicyProfileWorkbook as readCall } from '@qianyue/api/policy-profiles.ts'
import { underProfile } from '@qianyue/domain/policy-profiles/profile.ts'
import { type BookSheet, contentOfBook, profileBook } from '@qianyue/domain/policy-profiles/profile-sheets.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import { readRegister } from '../registers/read-register.ts'
import { checked, contentNow, foundProfile, heldBefore } from './describe-profile.ts'
import { inForceOn, unitNames } from './policy-profiles.queries.ts'

/** A workbook of every kind has some thousand rows. */
const ROWS_MOST = 20_000
const UNPACKED_MOST_BYTES = 50_000_000

/** 方案工作簿: what would hold under a profile, a sheet for each kind, to be read and filled in. */
export async function profileWorkbook(
  context: Context,
  id: string,
): Promise<{ fileName: string; content: Buffer }> {
  const row = await foundProfile(context, id)
  const held = await heldBefore(context, row)
  const whole = underProfile(held, checked(await contentNow(context, row)))
  const { writeXlsx } = await import('hucre/xlsx')
  const sheets = profileBook(row, whole, await unitNames(context.db))
  const content = await writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows,
      columns: rows.length === 0 ? [] : Array.from({ length: widest(rows) }, () => ({ width: 22 })),
    })),
  })
  context.note({ subject: `policy-profile ${id} workbook` })
  return { fileName: row.name, content: Buffer.from(content) }
}

const widest = (rows: BookSheet['rows']) => Math.max(...rows.map(({ length }) => length))

/** 读取方案工作簿: what it decides otherwise than what is in force, and every cell that cannot be read. */
export async function readProfileWorkbook(
  context: Context,
  _: unknown,
  { fileName, content }: SentFile,
): Promise<ReplyInput<typeof readCall>> {
  const sheets = new Map<string, BookSheet>()
  let rows = 0
  for await (const batch of readRegister(content, fileName, UNPACKED_MOST_BYTES).batches) {
    const sheet = sheets.get(batch.sheet) ?? { name: batch.sheet, rows: [] }
    sheets.set(batch.sheet, sheet)
    for (const { sheetRow, cells } of batch.rows) {
      if (++rows > ROWS_MOST) throw new Invalid({ file: `工作簿超过 ${ROWS_MOST} 行，请核对是否选错文件。` })
      // Rows without anything in them are not told: they part the tables of a sheet.
      while (sheet.rows.length < sheetRow - 1) sheet.rows.push([])
      sheet.rows.push([...cells])
    }
  }
  if (!sheets.has('说明')) throw new Invalid({ file: '这不是从“政策方案”导出的工作簿：没有“说明”一张表。' })
  const inForce = await inForceOn(context.db, context.today)
  const units = await unitNames(context.db)
  return contentOfBook([...sheets.values()], inForce, units, context.today)
}
