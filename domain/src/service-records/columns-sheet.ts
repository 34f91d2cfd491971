import { ageMonthsOn, ageYearsOn, type LocalDate } from '../days/local-date.ts'
import type { FilledBlock, FilledRow } from '../documents/filled-document.ts'
import { type Field, type Form, type FormValues, isAsked, type Subject } from '../forms/form.ts'
import { textWithUnit } from '../forms/value-text.ts'
import { headTable, type SheetRecord } from './record-sheet.ts'

/** One visit of a sheet that has a column for each. */
type SheetVisit = {
  readonly about: Subject
  readonly values: FormValues
  readonly nextDueOn: LocalDate | null
  readonly performedByName: string
}

/** As many visits as the official sheets have columns. */
const COLUMNS = 4

/** The sheet with a column for each visit, the oldest first: 满月、3月龄、6月龄、8月龄 side by side. */
export function columnsSheet(
  form: Form,
  record: Pick<SheetRecord, 'resident' | 'about' | 'mode' | 'unitName'>,
  visits: readonly SheetVisit[],
): FilledBlock[] {
  const shown = visits.slice(-COLUMNS)
  const width = shown.length
  const rows: FilledRow[] = [
    line(shown.every(({ about }) => isChild(about)) ? '月龄' : '年龄', shown, ({ about }) => ageWords(about)),
    line('随访日期', shown, ({ about }) => about.performedOn),
  ]
  for (const section of form.sections) {
    const fields = section.fields.filter((field) => shown.some((visit) => stands(section, field, visit)))
    if (fields.length === 0) continue
    rows.push({ cells: [{ text: section.name, bold: true, span: width + 1 }] })
    for (const field of fields) {
      rows.push(
        line(field.name, shown, (visit) =>
          stands(section, field, visit) ? textWithUnit(field, visit.values[field.code]) : '—',
        ),
      )
    }
  }
  rows.push(
    line('下次随访', shown, ({ nextDueOn, values }) => nextDueOn ?? String(values.nextVisitOn ?? '')),
    { ...line('随访医生签名', shown, ({ performedByName }) => performedByName), minHeightMm: 10 },
  )
  return [
    { type: 'title', runs: [{ text: form.name, bold: true }] },
    headTable(record),
    {
      type: 'table',
      columns: [{ share: 22 }, ...shown.map(() => ({ share: 78 / width }))],
      header: null,
      rows,
    },
  ]
}

function stands(section: Form['sections'][number], field: Field, { values, about }: SheetVisit): boolean {
  if (!isAsked(section, field, values, about)) return false
  return !field.beyondSheet || values[field.code] !== undefined
}

function line(label: string, visits: readonly SheetVisit[], text: (visit: SheetVisit) => string): FilledRow {
  return { cells: [{ text: label, align: 'left' }, ...visits.map((visit) => ({ text: text(visit) }))] }
}

function isChild({ birthDate, performedOn }: Subject): boolean {
  return ageYearsOn(performedOn, birthDate) < 7
}

/** 满月 below three months, months below three years, then years. */
function ageWords({ birthDate, performedOn }: Subject): string {
  const months = ageMonthsOn(performedOn, birthDate)
  if (months < 3) return '满月'
  return months < 36 ? `${months}月龄` : `${Math.floor(months / 12)}岁`
}
