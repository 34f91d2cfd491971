import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { fillReportTemplate } from '@qianyue/api/report-templates.ts'
import { parentOf } from '@qianyue/domain/access/org-unit.ts'
import { localDate } from '@qianyue/domain/days/local-date.ts'
import type { Binding, BoundPlace } from '@qianyue/domain/report-templates/placeholder.ts'
import { contractColumns } from '@qianyue/domain/reports/contract-table.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { figuresOf } from '../indicators/list-indicators.ts'
import { type ContractTable, contractTable } from '../reports/contract-table.ts'
import { type Value, WorkbookTemplate } from './fill-workbook.ts'
import { contentOfTemplate, templateById } from './report-templates.queries.ts'

type Row = ContractTable['rows'][number]
type Figure = Awaited<ReturnType<typeof figuresOf>>[number]

const unitOfColumn = new Map(contractColumns.map(({ code, unit }) => [code, unit]))

/** 按模板生成: the county's workbook of one period, with the figures that were kept for it. */
export async function filledTemplate(
  context: Context,
  { id, orgId, period }: RequestOf<typeof fillReportTemplate>,
): Promise<{ fileName: string; content: Buffer }> {
  const { db, today, note } = context
  const template = await templateById(db, id)
  const content = template && (await contentOfTemplate(db, id))
  if (!content) throw new NotFound('report template')
  const workbook = new WorkbookTemplate(content)
  const table = await contractTable(context, { orgId, period })
  const bindings = workbook.bindings()
  const below = table.rows.filter((row) => parentOf(row.orgId) === table.orgId)
  const rowOf = rowsNamedBy(table, below)
  const figures = await figuresFor(context, table, bindings, rowOf)

  const worth = (binding: Binding, index: number | null): Value => {
    if (binding.kind === 'word') {
      const words = {
        'unit-name': table.placeName,
        period: table.periodName,
        'counted-on': table.countedOn,
        'printed-on': today,
      }
      return { text: words[binding.word] }
    }
    const row = rowOf(binding.place, index)
    if (binding.kind === 'place-name') return { text: row.placeName }
    if (binding.kind === 'row-number') return { number: (index ?? 0) + 1, isShare: false }
    if (binding.kind === 'count') {
      if (binding.column === 'signed-before' && !table.knowsPeriodBefore) return { text: '—' }
      const count = row.counts[binding.column] ?? 0
      return { number: unitOfColumn.get(binding.column) === 'fen' ? count / 100 : count, isShare: false }
    }
    return partOf(figures.get(`${row.orgId}/${binding.code}`)!, binding.part)
  }
  note({ subject: `report template ${id} filled for ${table.orgId} ${period}` })
  return {
    fileName: `${template.name} ${table.placeName} ${table.periodName}`,
    content: workbook.fill(worth, below.length),
  }
}

/** Finds the row that a placeholder is about. @throws Refused when it names a unit that is not there */
function rowsNamedBy(table: ContractTable, below: readonly Row[]) {
  return (place: BoundPlace, index: number | null): Row => {
    if (place.kind === 'own') return table.rows[0]!
    if (place.kind === 'below') return below[index ?? 0] ?? table.rows[0]!
    const named = table.rows.find(({ placeName }) => placeName === place.name)
    if (!named) {
      throw new Refused(
        'no-such-unit-in-template',
        `模板中的“@${place.name}”不是${table.placeName}或其下级单位，请改正模板，或由能看到该单位的账号生成。`,
      )
    }
    return named
  }
}

/** The figures that the placeholders ask for, of one's own unit, each below, and those named further down. */
async function figuresFor(
  context: Context,
  { orgId, countedOn, isOver, rows }: ContractTable,
  bindings: readonly Binding[],
  rowOf: (place: BoundPlace, index: number | null) => Row,
): Promise<Map<string, Figure>> {
  const asked = bindings.filter((binding) => binding.kind === 'indicator')
  if (asked.length === 0) return new Map()
  const code = [...new Set(asked.map((binding) => binding.code))]
  const on = isOver ? { on: localDate(countedOn) } : {}
  const found = (await figuresOf(context, { orgId, code, ...on })).filter(({ doctorId }) => doctorId === null)
  const known = new Set(found.map((figure) => figure.orgId))
  const named = asked.flatMap(({ place }) => (place.kind === 'named' ? [rowOf(place, null).orgId] : []))
  for (const unit of new Set(named)) {
    const further = !known.has(unit) && rows.some((row) => row.orgId === unit)
    if (further) found.push(...(await figuresOf(context, { orgId: unit, code, ...on, below: false })))
  }
  return new Map(
    found
      .filter(({ level }) => level !== 'doctor')
      .map((figure) => [`${figure.orgId}/${figure.code}`, figure]),
  )
}

function partOf(figure: Figure, part: Extract<Binding, { kind: 'indicator' }>['part']): Value {
  const { numerator, denominator, target } = figure
  switch (part) {
    case 'numerator':
      return { number: numerator, isShare: false }
    case 'denominator':
      return { number: denominator, isShare: false }
    case 'gap':
      return { number: denominator - numerator, isShare: false }
    case 'target':
      return target === null ? { text: '未设' } : { number: target / 100, isShare: true }
    case 'value':
      return denominator === 0 ? { text: '不适用' } : { number: numerator / denominator, isShare: true }
  }
}
