import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision-assist.ts'
import {
  informationColumns,
  patrolColumns,
  registerPaper,
  supervisionRegisters,
} from '@qianyue/domain/supervision-assist/registers.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import type { Sheet } from '../http/workbook.ts'
import { orgUnitByCode } from '../organisation/organisation.queries.ts'
import { institutionInReach } from './institution.ts'
import { informationWhere, patrolsWhere } from './supervision-assist.queries.ts'

/** A register as a workbook, the institution first and withdrawn lines with their reason. */
export async function registerWorkbook(
  context: Context,
  { register, ...request }: RequestOf<typeof api.downloadSupervisionRegister>,
): Promise<Sheet> {
  const about = [
    ['登记簿', supervisionRegisters[register]],
    ['单位', context.viewer.unitName],
    ['年度', String(request.year)],
    ['导出日期', context.today],
  ] as const
  const fileName = `${supervisionRegisters[register]}-${request.year}`
  return register === 'patrols'
    ? {
        fileName,
        name: supervisionRegisters[register],
        about,
        ...table(patrolColumns, await patrolsWhere(context.db, request)),
      }
    : {
        fileName,
        name: supervisionRegisters[register],
        about,
        ...table(informationColumns, await informationWhere(context.db, request)),
      }
}

/** The official sheet of one institution and year, the oldest line first, without what was withdrawn. */
export async function registerDocument(
  context: Context,
  { register, unitCode, year }: RequestOf<typeof api.printSupervisionRegister>,
) {
  await institutionInReach(context, unitCode)
  const unit = await orgUnitByCode(context, unitCode)
  if (!unit) throw new NotFound('unit')
  const unitName = unit.name
  const of = { orgId: unitCode, year }
  const blocks =
    register === 'patrols'
      ? registerPaper(
          register,
          { unitName, year },
          patrolColumns,
          standing(await patrolsWhere(context.db, of), unitCode),
        )
      : registerPaper(
          register,
          { unitName, year },
          informationColumns,
          standing(await informationWhere(context.db, of), unitCode),
        )
  return { fileName: `${supervisionRegisters[register]} ${unitName} ${year}`, blocks }
}

function standing<Row extends { unitCode: number; withdrawnBecause: string | null }>(
  rows: readonly Row[],
  unitCode: number,
): Row[] {
  return rows.filter((row) => row.unitCode === unitCode && row.withdrawnBecause === null).reverse()
}

function table<Row extends { unitName: string; withdrawnBecause: string | null }>(
  columns: readonly (readonly [header: string, share: number, cell: (row: Row) => string])[],
  rows: readonly Row[],
) {
  return {
    columns: [
      { header: '机构', width: 20 },
      ...columns.map(([header, share]) => ({ header, width: 6 + share * 4 })),
      { header: '作废', width: 20 },
    ],
    rows: rows.map((row) => [
      row.unitName,
      ...columns.map(([, , cell]) => cell(row)),
      row.withdrawnBecause ?? '',
    ]),
  }
}
