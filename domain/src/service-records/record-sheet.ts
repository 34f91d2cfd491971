import { ageMonthsOn, type LocalDate } from '../days/local-date.ts'
import type { FilledBlock, FilledCell, FilledRow } from '../documents/filled-document.ts'
import { type Classification, classifications } from '../follow-ups/assessment.ts'
import {
  type Field,
  type Form,
  type FormValue,
  type FormValues,
  isAsked,
  type Subject,
} from '../forms/form.ts'
import { textOf, textWithUnit } from '../forms/value-text.ts'
import { type ServiceMode, serviceModes } from './service-mode.ts'

/** One record with what stands at the head and the foot of its sheet. */
export type SheetRecord = {
  readonly resident: {
    readonly name: string
    readonly healthRecordNumber: string | null
    readonly villageName: string
  }
  readonly about: Subject
  readonly mode: ServiceMode
  readonly values: FormValues
  readonly classification: Classification | null
  readonly nextDueOn: LocalDate | null
  readonly performedByName: string
  readonly unitName: string
  readonly version: number
}

const sexes = { male: '男', female: '女', unknown: '未说明' } as const

/** The record as the official sheet, in its order: options with their codes, the chosen ones filled (■). */
export function recordSheet(form: Form, record: SheetRecord): FilledBlock[] {
  return [
    { type: 'title', runs: [{ text: form.name, bold: true }] },
    headTable(record),
    table(
      form.sections.flatMap((section) => {
        const fields = section.fields.filter(
          (field) =>
            isAsked(section, field, record.values, record.about) &&
            !('targetOf' in field && field.targetOf !== undefined && field.kind !== 'choice'),
        )
        if (
          fields.length === 0 ||
          (section.folded && fields.every(({ code }) => record.values[code] === undefined))
        )
          return []
        return [
          { cells: [{ text: section.name, bold: true, span: 4 }] },
          ...rowsOf(form, fields, record.values),
        ]
      }),
    ),
    table(footRows(record)),
  ]
}

/** Who and when, as every sheet begins. */
export function headTable(
  record: Pick<SheetRecord, 'resident' | 'about' | 'mode' | 'unitName'>,
): FilledBlock {
  return table(headRows(record))
}

function table(rows: readonly FilledRow[]): FilledBlock {
  return {
    type: 'table',
    columns: [{ share: 17 }, { share: 33 }, { share: 17 }, { share: 33 }],
    header: null,
    rows,
  }
}

function headRows({
  resident,
  about,
  mode,
  unitName,
}: Pick<SheetRecord, 'resident' | 'about' | 'mode' | 'unitName'>): FilledRow[] {
  return [
    row(['姓名', resident.name], ['编号', shortRecordNumber(resident.healthRecordNumber)]),
    row(['性别', sexes[about.sex]], ['年龄', ageText(about)]),
    row(['住址', resident.villageName], ['机构', unitName]),
    row(['服务日期', about.performedOn], ['方式', serviceModes[mode].name]),
  ]
}

function footRows({ classification, nextDueOn, performedByName, version }: SheetRecord): FilledRow[] {
  const found =
    classification === null
      ? ''
      : `${classifications[classification].officialCode} ${classifications[classification].name}`
  return [
    // Of a sheet by which nobody is classified and after which nothing is due there is nothing to leave blank.
    ...(found === '' && nextDueOn === null ? [] : [row(['此次分类', found], ['下次日期', nextDueOn ?? ''])]),
    {
      ...row(['医生签名', performedByName], ['居民签名', '']),
      minHeightMm: 11,
    },
    ...(version > 1
      ? [{ cells: [{ text: `本记录经更正，为第 ${version} 版，原内容在系统中可查。`, span: 4 }] }]
      : []),
  ]
}

/** In months below three years. */
function ageText({ ageYears, birthDate, performedOn }: Subject): string {
  return ageYears < 3 ? `${ageMonthsOn(performedOn, birthDate)} 月` : `${ageYears} 岁`
}

/** Short boxes stand two in a row, long ones have a row of their own. */
function rowsOf(form: Form, fields: readonly Field[], values: FormValues): FilledRow[] {
  const rows: FilledRow[] = []
  let waiting: [string, string] | null = null
  const flush = () => {
    if (waiting) rows.push(row(waiting, ['', '']))
    waiting = null
  }
  for (const field of fields) {
    if (field.startsLine) flush()
    const box: [string, string] = [field.name, boxText(form, field, values)]
    if (isLong(field)) {
      flush()
      rows.push({ cells: [label(box[0]), { text: box[1], span: 3 }] })
    } else if (waiting) {
      rows.push(row(waiting, box))
      waiting = null
    } else waiting = box
  }
  flush()
  return rows
}

function isLong(field: Field): boolean {
  if (field.kind === 'rows' || field.kind === 'choices') return true
  if (field.kind === 'text') return field.maxLength > 60
  return (
    'options' in field &&
    field.options !== undefined &&
    field.options.reduce((sum, { name }) => sum + name.length + 3, 0) > 16
  )
}

function boxText(form: Form, field: Field, values: FormValues): string {
  const value = values[field.code]
  if (
    (field.kind === 'choice' || field.kind === 'choices') &&
    field.options.length <= 30 &&
    field.code !== 'service'
  ) {
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value]
    return field.options
      .map(({ code, name }) => `${chosen.includes(code) ? '■' : '□'}${code} ${name}`)
      .join('  ')
  }
  // A line for each row of a small table of the sheet: medicines, doses, trainings.
  if (field.kind === 'rows' && Array.isArray(value) && value.length > 1)
    return value.map((one, at) => `${at + 1}. ${textOf(field, [one] as FormValue)}`).join('\n')
  const target = form.sections
    .flatMap((section) => section.fields)
    .find((candidate) => 'targetOf' in candidate && candidate.targetOf === field.code)
  if (target === undefined) return textWithUnit(field, value)
  const unit = 'unit' in field && field.unit ? ` ${field.unit}` : ''
  const [now, then] = [textOf(field, value), textOf(target, values[target.code])]
  return then === '' ? textWithUnit(field, value) : `${now || '—'} / ${then}${unit}`
}

function row(first: [string, string], second: [string, string]): FilledRow {
  return { cells: [label(first[0]), { text: first[1] }, label(second[0]), { text: second[1] }] }
}

function label(text: string): FilledCell {
  return { text, align: 'left' }
}

/** The last eight digits as sheets print them: 000-00000. Source: public-health-spec.md §2.1. */
function shortRecordNumber(number: string | null): string {
  if (number === null || number.length < 8) return number ?? ''
  const tail = number.slice(-8)
  return `${tail.slice(0, 3)}-${tail.slice(3)}`
}
