import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/service-records.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { recordColumns } from '@qianyue/domain/forms/value-text.ts'
import { isBlankRow } from '@qianyue/domain/registers/cell.ts'
import { HEADER_WITHIN_ROWS } from '@qianyue/domain/registers/header.ts'
import { tidyIdNumber, upgradeIdNumber } from '@qianyue/domain/residents/id-number.ts'
import {
  type RowRead,
  readRecordRow,
  titleOf,
  titlesOfRecords,
} from '@qianyue/domain/service-records/records-workbook.ts'
import { v5 as namedId } from 'uuid'
import { mayDo } from '../access/viewer.ts'
import { residentsByNumbers } from '../devices/device-messages.queries.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import type { SentFile } from '../http/uploads.ts'
import type { Sheet } from '../http/workbook.ts'
import { readRegister } from '../registers/read-register.ts'
import { idNumberHash } from '../residents/sealed-numbers.ts'
import { formOf } from './judge-record.ts'
import { widthOfTitle } from './list-records.ts'
import { refuseUnlessTrusted } from './protected-records.ts'
import { recordOfUnit } from './record-service.ts'
import { sameDayRecord, staffNamed } from './service-records.queries.ts'

/** Rows that one file may have: each is judged by the rules and closes what is owed. */
const ROWS_MOST = 1000
const UNPACKED_MOST_BYTES = 50_000_000

type Problem = { row: number; column: string; message: string }
type Titles = NonNullable<ReturnType<typeof titlesOfRecords>>
type Row = { row: number; read: RowRead; titles: Titles }

/**
 * 导入记录: every row that is right becomes a record, the others are told at their cells. A row of which there is a record
 * of that day already changes nothing, so a file may be mended and sent again.
 */
export async function takeRecordsWorkbook(
  context: Context,
  { form: code }: RequestOf<typeof api.takeServiceRecords>,
  { fileName, content }: SentFile,
): Promise<ReplyInput<typeof api.takeServiceRecords>> {
  const form = await formOf(context, code, context.today)
  refuseUnlessTrusted(context, form, 'write')
  const rows = await rowsOf(form, fileName, content)
  const problems: Problem[] = []
  let [taken, already] = [0, 0]
  for (const one of rows) {
    const found = await takeRow(context, form, one)
    if (found === 'taken') taken++
    else if (found === 'already') already++
    else problems.push(...found)
  }
  context.note({ subject: `service-records of ${form.code} from a workbook, ${taken}` })
  return { rows: rows.length, taken, already, problems }
}

async function rowsOf(form: Form, fileName: string, file: Buffer): Promise<Row[]> {
  const rows: Row[] = []
  let titles: Titles | null = null
  let sheet: string | null = null
  let above = 0
  for await (const batch of readRegister(file, fileName, UNPACKED_MOST_BYTES).batches) {
    if (batch.sheet !== sheet) [titles, above] = [null, 0]
    sheet = batch.sheet
    for (const { sheetRow, cells } of batch.rows) {
      if (isBlankRow(cells)) continue
      if (titles === null) titles = above++ < HEADER_WITHIN_ROWS ? titlesOfRecords(form, cells) : null
      else rows.push({ row: sheetRow, read: readRecordRow(form, titles, cells), titles })
    }
    if (rows.length > ROWS_MOST) throw new Invalid({ file: `一个文件最多 ${ROWS_MOST} 行，请分开上传。` })
  }
  if (rows.length === 0)
    throw new Invalid({
      file: `没有找到${form.name}的数据：表头应有“身份证号”或“档案编号”、“服务日期”和表内各项的名称，可先下载空表。`,
    })
  return rows
}

async function takeRow(
  context: Context,
  form: Form,
  { row, read, titles }: Row,
): Promise<'taken' | 'already' | Problem[]> {
  const resident = await residentOf(context, read)
  if (read.performedOn === null || read.problems.length > 0 || 'message' in resident) {
    return [
      ...('message' in resident ? [{ row, ...resident }] : []),
      ...read.problems.map((problem) => ({ row, ...problem })),
    ]
  }
  const { residentId } = resident
  const { performedOn, mode, values } = read
  const service = form.code === 'general-service' ? String(values.service ?? '') : null
  if (await sameDayRecord(context, { residentId, form: form.code, performedOn, service })) return 'already'
  const performer = await performerOf(context, read)
  if ('message' in performer) return [{ row, ...performer }]
  const evidence = timesOf(read, performedOn)
  try {
    const request = {
      id: namedId(`${form.code} ${service ?? ''} ${performedOn}`, residentId),
      residentId,
      form: form.code,
      performedOn,
      mode,
      values,
      ...(performer.staffId === null ? {} : { performedBy: performer.staffId }),
      ...(evidence === null ? {} : { evidence }),
    }
    await recordOfUnit(context, request, performer.unitCode)
    return 'taken'
  } catch (error) {
    if (error instanceof Invalid)
      return Object.entries(error.fields).map(([field, message]) => ({
        row,
        column: field === 'performedOn' ? '服务日期' : titleOf(titles, field),
        message,
      }))
    // Nothing of the row was written: a rule speaks before the first statement.
    if (error instanceof Refused) return [{ row, column: '', message: error.words }]
    if (error instanceof NotFound) return [{ row, column: '', message: '这位居民不在您管辖的范围内。' }]
    throw error
  }
}

/** Whose row it is: every number that is told leads to the same person, whose name is the one told. */
async function residentOf(
  { db, crypto }: Context,
  { name, idNumber, recordNumber }: RowRead,
): Promise<{ residentId: string } | Omit<Problem, 'row'>> {
  const column = idNumber === '' ? '档案编号' : '身份证号'
  if (idNumber === '' && recordNumber === '')
    return { column: '身份证号', message: '请填写身份证号或档案编号。' }
  const found = await residentsByNumbers(db, {
    idHash: idNumber === '' ? null : idNumberHash(crypto, wholeNumber(idNumber)),
    recordNumber: recordNumber === '' ? null : recordNumber.replaceAll('-', ''),
    card: null,
  })
  const [first, ...others] = found
  if (!first) return { column, message: '在您管辖的居民中没有这个号码，请核对。' }
  if (others.some(({ residentId }) => residentId !== first.residentId))
    return { column, message: '身份证号和档案编号是两个人，请核对。' }
  if (name !== '' && name !== first.name)
    return { column: '姓名', message: '姓名与号码不是同一个人，请核对。' }
  return { residentId: first.residentId }
}

/**
 * Who gave the service: the one named, of one's own unit or below, else whoever sends the file. The bureau does not serve
 * anybody, so its files name everybody; the service then belongs to the unit of the one named.
 */
async function performerOf(
  context: Context,
  { performer: name, unit }: RowRead,
): Promise<{ staffId: string | null; unitCode: number } | Omit<Problem, 'row'>> {
  const { viewer } = context
  const column = '服务人员'
  if (name === '')
    return mayDo(viewer, 'service-records.write')
      ? { staffId: viewer.staffId, unitCode: viewer.unitCode }
      : { column, message: '请填写是谁做的服务。' }
  if (name === viewer.name && viewer.staffId !== null && mayDo(viewer, 'service-records.write'))
    return { staffId: viewer.staffId, unitCode: viewer.unitCode }
  const named = await staffNamed(context, name, rangeOf(viewer.unitCode))
  const [first, ...others] =
    unit === '' ? named : named.filter(({ unitName, areaName }) => [unitName, areaName].includes(unit))
  if (!first) return { column, message: `${unit || '本单位及下级'}没有叫“${name}”的在岗人员，请核对。` }
  if (others.length > 0)
    return {
      column: '服务单位',
      message: `有${others.length + 1}位叫“${name}”的人员，请写明服务单位的全称。`,
    }
  return { staffId: first.id, unitCode: first.unitCode }
}

/** When the service began and ended, as the file says; without a beginning nothing is known. */
function timesOf({ startedAtMinute: from, endedAtMinute: to }: RowRead, day: LocalDate) {
  if (from === null) return null
  const at = (minute: number) => {
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return new Date(`${day}T${clock}:00+08:00`).toISOString()
  }
  return { startedAt: at(from), endedAt: at(to ?? from) }
}

/** Eighteen characters, also of a number from before 1999. */
function wholeNumber(idNumber: string): string {
  const { text } = tidyIdNumber(idNumber)
  return upgradeIdNumber(text) ?? text
}

const leading = [
  '姓名',
  '身份证号',
  '档案编号',
  '服务日期',
  '开始时间',
  '结束时间',
  '方式',
  '服务人员',
  '服务单位',
]

/** 空表: the titles of the form, to be filled in. */
export async function emptyWorkbook(context: Context, code: string): Promise<Sheet> {
  const form = await formOf(context, code, context.today)
  const columns = recordColumns(form).filter(
    (_, index) => form.sections.flatMap(({ fields }) => fields)[index]!.kind !== 'computed',
  )
  return {
    fileName: `${form.name}-空表`,
    name: '服务记录',
    about: [
      ['记录表', form.name],
      [
        '填写',
        '每行一次服务；选项写名称，多选用“、”隔开；日期写作 2026-11-21，时间写作 9:05；身份证号和档案编号填一个即可。',
      ],
      ['服务人员', '不填即为导入人自己；代他人导入的写姓名，有同名的再写服务单位。县级导入的每行都要写。'],
    ],
    columns: [
      ...leading.map((header) => ({ header, width: 18 })),
      ...columns.map(({ title }) => ({ header: title, width: widthOfTitle(title) })),
    ],
    rows: [],
  }
}
