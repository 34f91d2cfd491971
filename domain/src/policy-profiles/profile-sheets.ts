import type { LocalDate } from '../days/local-date.ts'
import { type PolicyKind, policyKinds } from '../policy/policy.ts'
import { type Own, type PolicyField, policyFieldsIn, valueAt, withValue } from '../policy/policy-fields.ts'
import { sameValue } from '../policy/same-value.ts'
import { flatSheets, sheetFields, sheetsOf, unreadMethods } from './assessment-sheets.ts'
import { type Cell, cellOf, hintOf, readCell, rowsOf } from './cells.ts'
import { flatPackages, packageFields, packagesOf } from './package-sheets.ts'
import type { InForce } from './profile.ts'

/** A sheet of a workbook. */
export type BookSheet = { name: string; rows: Cell[][]; kind?: PolicyKind | undefined }
type Write = (field: PolicyField, value: unknown) => Cell
type BookFault = { sheet: string; row: number; message: string }

const ABOUT = '说明'
const PACKAGES = '服务包'
/** A county's own things first: what comes after may name them. */
const first: readonly PolicyKind[] = ['ages', 'own-services', 'own-indicators', 'village-classes']
/** Kinds that a workbook tells and does not take back: they have pages of their own. */
const toldOnly: readonly PolicyKind[] = ['local-forms', 'vaccination']

function readKinds(): PolicyKind[] {
  const all = (Object.keys(policyKinds) as PolicyKind[]).filter((kind) => !toldOnly.includes(kind))
  return [...first, ...all.filter((kind) => !first.includes(kind))]
}

/**
 * 方案工作簿: everything that would hold under a profile, a sheet for each kind, as an officer reads and fills it in.
 * @param write how a value stands in its cell; other than {@link cellOf} only for what is not read back
 */
export function profileBook(
  { name, source }: { name: string; source: string },
  content: InForce,
  units: Own['units'],
  write: Write = cellOf,
): BookSheet[] {
  const own = ownOf(content, units)
  return [
    {
      name: ABOUT,
      rows: [
        ['方案名称', name],
        ['文件', source],
        ['用法', '每张表一类政策，改“内容”或增删行后在“新建方案—导入文件”里导入；与现行相同的不会改动。'],
        ['多项', '一格里写几项的用顿号隔开，写几条的用分号隔开。'],
      ],
    },
    { name: PACKAGES, rows: rowsFor(packageFields(own), flatPackages(content.packages), write) },
    ...readKinds().map((kind) => ({
      name: sheetName(kind),
      rows: kindRows(kind, content, own, write),
      kind,
    })),
  ]
}

/** A name that Excel takes: 31 characters at most. */
const sheetName = (kind: PolicyKind) => policyKinds[kind].slice(0, 31)

const ownOf = ({ policies }: InForce, units: Own['units']): Own => ({ ...policies, units })

function fieldsOf(kind: PolicyKind, own: Own): readonly PolicyField[] {
  return kind === 'assessment-sheets' ? sheetFields(own) : policyFieldsIn(kind, own)
}

function kindRows(kind: PolicyKind, content: InForce, own: Own, write: Write): Cell[][] {
  const body: unknown = content.policies[kind]
  return rowsFor(
    fieldsOf(kind, own),
    kind === 'assessment-sheets' ? flatSheets(content.policies[kind]) : body,
    write,
  )
}

const titleOf = (field: PolicyField) => `【${field.label}】`

function rowsFor(fields: readonly PolicyField[], body: unknown, write: Write): Cell[][] {
  const rows: Cell[][] = []
  const plain = fields.filter(({ kind }) => kind !== 'rows')
  if (plain.length > 0) rows.push(['项目', '内容', '填法'])
  for (const field of plain) rows.push([field.label, write(field, valueAt(body, field.path)), hintOf(field)])
  for (const field of fields) {
    if (field.kind !== 'rows') continue
    if (rows.length > 0) rows.push([])
    rows.push(
      [titleOf(field)],
      field.columns.map(({ label }) => label),
    )
    for (const row of (valueAt(body, field.path) ?? []) as unknown[]) {
      rows.push(field.columns.map((column) => write(column, valueAt(row, column.path))))
    }
  }
  return rows
}

/** A sheet read back into a body that began as another. */
function bodyFrom(
  fields: readonly PolicyField[],
  sheet: BookSheet,
  before: unknown,
  today: LocalDate,
): { body: unknown; faults: BookFault[] } {
  const faults: BookFault[] = []
  const say = (row: number, message: string) => faults.push({ sheet: sheet.name, row: row + 1, message })
  let body = before
  const titles = sheet.rows.map(([cell]) => String(cell ?? '').trim())
  for (const field of fields) {
    if (field.kind !== 'rows') {
      const at = titles.indexOf(field.label)
      if (at < 0) continue
      const read = readCell(field, sheet.rows[at]![1] ?? null, valueAt(before, field.path), today)
      if ('wrong' in read) say(at, `${field.label}：${read.wrong}`)
      else if (read.value !== valueAt(before, field.path)) body = withValue(body, field.path, read.value)
      continue
    }
    const at = titles.indexOf(titleOf(field))
    if (at < 0) continue
    const header = (sheet.rows[at + 1] ?? []).map((cell) => String(cell ?? '').trim())
    const missing = field.columns.find(({ label }) => !header.includes(label))
    if (missing) {
      say(at + 1, `${field.label}：缺少“${missing.label}”一列`)
      continue
    }
    const lines: Cell[][] = []
    for (let row = at + 2; row < sheet.rows.length; row++) {
      const cells = sheet.rows[row]!
      if (cells.every((cell) => String(cell ?? '').trim() === '')) break
      lines.push(field.columns.map(({ label }) => cells[header.indexOf(label)] ?? null))
    }
    const had = (valueAt(before, field.path) ?? []) as Record<string, unknown>[]
    const found = rowsOf(field, lines, had, today)
    for (const { line, label, wrong } of found.faults) say(at + 2 + line, `${label}：${wrong}`)
    if (!sameValue(found.rows, had)) body = withValue(body, field.path, found.rows)
  }
  return { body, faults }
}

/**
 * What a workbook decides: of each kind the whole of it where it says something else than what is in force, and the packages.
 * @param inForce what cells are compared with; sheets that are not there change nothing
 */
export function contentOfBook(
  sheets: readonly BookSheet[],
  inForce: InForce,
  units: Own['units'],
  today: LocalDate,
): {
  name: string
  source: string
  content: { policies: Record<string, unknown>; packages: Record<string, unknown>[] | null }
  faults: BookFault[]
} {
  const named = new Map(sheets.map((sheet) => [sheet.name, sheet]))
  const about = named.get(ABOUT)?.rows ?? []
  const said = (label: string) => String(about.find(([cell]) => cell === label)?.[1] ?? '').trim()
  const policies: Record<string, unknown> = {}
  const faults: BookFault[] = []
  let read: InForce = inForce
  for (const kind of readKinds()) {
    const sheet = named.get(sheetName(kind))
    if (!sheet) continue
    const own = ownOf(read, units)
    const isSheets = kind === 'assessment-sheets'
    const held: unknown = isSheets ? flatSheets(inForce.policies[kind]) : inForce.policies[kind]
    const found = bodyFrom(fieldsOf(kind, own), sheet, held, today)
    faults.push(...found.faults)
    if (isSheets)
      faults.push(...unreadMethods(found.body).map((message) => ({ sheet: sheet.name, row: 0, message })))
    const body = isSheets ? sheetsOf(found.body, inForce.policies[kind]) : found.body
    if (sameValue(body, inForce.policies[kind])) continue
    policies[kind] = body
    read = { ...read, policies: { ...read.policies, [kind]: body } }
  }
  const sheet = named.get(PACKAGES)
  let packages: Record<string, unknown>[] | null = null
  if (sheet) {
    const held = flatPackages(inForce.packages)
    const found = bodyFrom(packageFields(ownOf(read, units)), sheet, held, today)
    faults.push(...found.faults)
    const body = packagesOf(found.body)
    if (!sameValue(body, inForce.packages)) packages = body as unknown as Record<string, unknown>[]
  }
  return { name: said('方案名称'), source: said('文件'), content: { policies, packages }, faults }
}
