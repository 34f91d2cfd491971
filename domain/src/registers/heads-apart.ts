import { HEAD } from '../households/relation.ts'
import { type SheetRow, spacelessTextOf } from './cell.ts'
import type { ColumnMapping } from './columns.ts'
import type { RegisterHeader } from './header.ts'
import { looksLikeIdNumber } from './id-cell.ts'
import { readRelation } from './person-cells.ts'
import { headColumns } from './sheet.ts'

/**
 * True where each head stands, by name and number, to the left of the members of the household and never among them: then
 * the register has the head nowhere else. Not where the others are no 成员 of his, nor in a list of one population or of who
 * is away, in which the head is named to tell the family.
 */
export function areHeadsApart(
  header: RegisterHeader,
  mapping: ColumnMapping,
  rows: readonly SheetRow[],
): boolean {
  const head = headColumns(header, mapping)
  const [name, idNumber, relation] = [
    mapping.indexOf('name'),
    mapping.indexOf('idNumber'),
    mapping.indexOf('relation'),
  ]
  const isOfMembers = /成员|家属|家人|家庭/.test(`${header.groups[name] ?? ''}${header.titles[name] ?? ''}`)
  const isBeside = isOfMembers && head.name >= 0 && head.idNumber >= 0 && relation >= 0 && idNumber >= 0
  if (!isBeside || header.listAbove || header.residencyAbove || Math.max(head.name, head.idNumber) > name)
    return false
  const heads = new Set(
    rows
      .map(({ cells }) => cells[head.idNumber])
      .filter(looksLikeIdNumber)
      .map(spacelessTextOf),
  )
  const isAmong = ({ cells }: SheetRow) =>
    heads.has(spacelessTextOf(cells[idNumber])) ||
    readRelation(cells[relation]) === HEAD ||
    (spacelessTextOf(cells[name]) !== '' &&
      spacelessTextOf(cells[name]) === spacelessTextOf(cells[head.name]))
  return heads.size > 0 && !rows.some(isAmong)
}
