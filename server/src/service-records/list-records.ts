import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  downloadServiceRecords as downloadCall,
  listServiceRecords as listCall,
} from '@qianyue/api/service-records.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { classifications, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { recordColumns } from '@qianyue/domain/forms/value-text.ts'
import { recordSummary } from '@qianyue/domain/service-records/record-summary.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import { formsFilledInOn } from '../forms/local-forms.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import type { Cell, Sheet } from '../http/workbook.ts'
import { daysWords, headingOfList } from '../lists/narrowed-by.ts'
import { formOf, resultOf } from './judge-record.ts'
import { refuseUnlessTrusted } from './protected-records.ts'
import { countRecords, type ListedRecord, recordsAfter } from './reading.queries.ts'
import type { KeptRecord } from './service-records.queries.ts'

/** The records that the viewer's units have made, the latest first. */
export async function listServiceRecords(
  context: Context,
  request: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const narrowing = { ...request, units: unitsAsked(context, request.orgId) }
  const records = await recordsAfter(context, narrowing, afterOf(request.cursor), request.limit)
  const local = await formsFilledInOn(context, context.today)
  const last = records.length === request.limit ? records.at(-1) : undefined
  return {
    total: await countRecords(context, narrowing),
    records: records.map((record) => listedRecord(record, local)),
    nextCursor: last ? `${last.performedOn}/${last.id}` : null,
  }
}

type Listed = Omit<KeptRecord, 'withdrawnAt' | 'results'> & {
  withheld: boolean
  residentName: string
  unitName: string
  performedByName: string | null
}

/** A record as a line of a list. */
export function listedRecord(
  record: Pick<Listed, keyof Listed & keyof ListedRecord>,
  local: readonly Form[],
) {
  return {
    id: record.id,
    residentId: record.residentId,
    residentName: record.residentName,
    form: record.form,
    formName: findForm(record.form, local)?.name ?? record.form,
    service: record.service,
    serviceName: record.service === null ? null : serviceName(record.service),
    performedOn: record.performedOn,
    mode: record.mode,
    ...resultOf(record),
    summary: recordSummary(record.values),
    complete: record.complete,
    withheld: record.withheld,
    version: record.version,
    performedByName: record.performedByName,
    unitName: record.unitName,
  }
}

/** Units whose records are asked for: the one named, else those the viewer reaches; the policies hold either way. */
function unitsAsked({ reach, viewer }: Context, orgId: number | undefined): [number, number][] | null {
  if (orgId !== undefined) {
    const { from, to } = rangeOf(orgId)
    return [[from, to]]
  }
  if (reach.residentId !== null && reach.range === null && reach.units.length === 0) return null
  const own = rangeOf(viewer.unitCode)
  const units = reach.units.map((code): [number, number] => [code, code])
  return reach.range === null
    ? [...units, [viewer.unitCode, viewer.unitCode]]
    : [...units, [Math.min(reach.range.from, own.from), Math.max(reach.range.to, own.from)]]
}

function afterOf(cursor: string | undefined): { performedOn: LocalDate; id: string } | null {
  if (cursor === undefined) return null
  const match = /^(\d{4}-\d{2}-\d{2})\/([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new Invalid({ cursor: '翻页位置无效，请从第一页开始。' })
  return { performedOn: match[1] as LocalDate, id: match[2]! }
}

const EXPORTED_TOGETHER = 1000
const sexes: Record<string, string> = { male: '男', female: '女' }

/** All records of a form as a spreadsheet: who, when, result, then a column a field. */
export async function recordsWorkbook(
  context: Context,
  request: RequestOf<typeof downloadCall>,
): Promise<Sheet> {
  const form = await formOf(context, request.form, request.to ?? context.today)
  const narrowing = { ...request, units: unitsAsked(context, request.orgId) }
  const columns = recordColumns(form)
  refuseUnlessTrusted(context, form, 'read')
  context.note({ subject: `service-records of ${form.code} as a workbook` })
  return {
    fileName: `${form.name}-${context.today}`,
    name: '服务记录',
    about: [
      ['记录表', form.name],
      ...(await headingOfList(context, request, [
        daysWords('服务日期', request.from, request.to),
        request.classification && classifications[request.classification].name,
        request.performedBy && '一位医生的记录',
      ])),
      ['出处', form.source],
    ],
    columns: [
      ...leading.map(([header, width]) => ({ header, width })),
      ...columns.map(({ title }) => ({ header: title, width: widthOfTitle(title) })),
    ],
    rows: allRows(),
  }

  async function* allRows(): AsyncGenerator<Cell[]> {
    let after: { performedOn: LocalDate; id: string } | null = null
    for (;;) {
      const records: ListedRecord[] = await recordsAfter(context, narrowing, after, EXPORTED_TOGETHER)
      for (const record of records)
        yield [...leadingCells(record), ...columns.map(({ cell }) => cell(record.values))]
      if (records.length < EXPORTED_TOGETHER) return
      after = records.at(-1)!
    }
  }
}

/** At least a day fits; Excel shows ### where it does not. */
export function widthOfTitle(title: string): number {
  return Math.min(40, Math.max(12, title.length * 2))
}

const leading: [header: string, width: number][] = [
  ['姓名', 10],
  ['性别', 6],
  ['年龄', 6],
  ['档案编号', 20],
  ['机构', 18],
  ['服务日期', 12],
  ['方式', 8],
  ['分类', 12],
  ['下一步', 24],
  ['下次日期', 12],
  ['医生', 10],
  ['填写完整', 8],
]

function leadingCells(record: ListedRecord): Cell[] {
  return [
    record.residentName,
    sexes[record.sex] ?? '未说明',
    ageYearsOn(record.performedOn, record.birthDate),
    record.healthRecordNumber,
    record.unitName,
    record.performedOn,
    serviceModes[record.mode].name,
    resultOf(record).classificationName,
    nextSteps[record.nextStep],
    record.nextDueOn,
    record.performedByName,
    record.complete ? '是' : '否',
  ]
}
