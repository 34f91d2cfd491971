import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/registers.ts'
import { relations } from '@qianyue/domain/households/relation.ts'
import { columnLetter } from '@qianyue/domain/registers/mapping.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import {
  householdsToShow,
  type ProblemRow,
  problemsOfHouseholds,
  problemsPage,
  rowsOfHouseholds,
} from './preview-register.queries.ts'
import { importById } from './register-imports.queries.ts'
import { openSheaves } from './sheaves.queries.ts'
import type { Outcome } from './staged-batch.ts'
import { rowKept } from './staged-content.ts'

type Problem = ReplyInput<typeof api.listRegisterProblems>[number]

/** 问题清单: every problem in the order of the sheet. */
export async function listProblems(
  context: Context,
  { id, severity, code, offset, limit }: RequestOf<typeof api.listRegisterProblems>,
): Promise<Problem[]> {
  if (!(await importById(context, id))) throw new NotFound('register import')
  context.note({ subject: `register-import ${id}` })
  const rows = await problemsPage(context, id, { severity, code, offset, limit })
  const contentAt = await openSheaves(context, id, rows)
  return rows.map((row) => problemOf(row, contentAt(row)))
}

/** 按户预览: the households of the file a page at a time, each person with what was found. */
export async function listHouseholds(
  context: Context,
  { id, show, cursor, limit }: RequestOf<typeof api.listRegisterHouseholds>,
): Promise<ReplyInput<typeof api.listRegisterHouseholds>> {
  const found = await importById(context, id)
  if (!found) throw new NotFound('register import')
  const after = cursor ? Number(cursor) : 0
  const { ordinals, total } = await householdsToShow(context, id, { show, after, limit })
  const rows = await rowsOfHouseholds(context, id, ordinals)
  const problems = await problemsOfHouseholds(context, id, ordinals)
  const contentAt = await openSheaves(context, id, [...rows, ...problems])
  // Several people may stand in a row of the sheet, so its problems are found by the number of the person.
  const ofFile = ({ sheet, sheetRow }: Pick<ProblemRow, 'sheet' | 'sheetRow'>) => `${sheet}|${sheetRow}`
  const problemsByRow = Map.groupBy(problems, (problem) =>
    problem.rowNumber === 0 ? ofFile(problem) : String(Math.abs(problem.rowNumber)),
  )
  const isIn = found.status === 'done'

  const items = [...Map.groupBy(rows, ({ household }) => household)].map(([household, members]) => {
    const people = members.map((row) => {
      const content = rowKept(contentAt(row))
      const keys = [String(row.rowNumber), ofFile(row)]
      return { row, content, problems: keys.flatMap((key) => problemsByRow.get(key) ?? []) }
    })
    const first = people[0]!.content
    return {
      household,
      householdNumber: first.householdNumber,
      village: first.person.village,
      group: first.person.group,
      address: first.person.address,
      members: people.map(({ row, content, problems }) => ({
        sheet: row.sheet,
        sheetRow: row.sheetRow,
        line: content.line ?? 0,
        outcome: row.outcome as Outcome,
        residentId: isKnown(row, isIn) ? row.residentId : null,
        relation: content.person.relation && relations[content.person.relation],
        name: content.person.name,
        sex: content.person.sex,
        birthDate: content.person.birthDate,
        idNumber: content.person.idNumber,
        phone: content.person.phone,
        isAway: content.person.isAway,
        populations: [...content.person.populations],
        changes: content.changesInWords ?? [],
        problems: problems.map((problem) => problemOf(problem, contentAt(problem))),
        candidates: content.candidates ?? [],
      })),
    }
  })
  context.note({ subject: `register-import ${id}` })
  const last = ordinals.at(-1)
  return { total, nextCursor: ordinals.length === limit && last !== undefined ? String(last) : null, items }
}

function isKnown(
  { outcome, isDuplicate }: { outcome: string; isDuplicate: boolean },
  isIn: boolean,
): boolean {
  return outcome === 'same' || outcome === 'change' || (outcome === 'add' && isIn && !isDuplicate)
}

function problemOf(row: ProblemRow, content: unknown): Problem {
  const [message, value] = content as [string, string]
  return {
    sheet: row.sheet,
    sheetRow: row.sheetRow,
    column: row.columnTitle,
    columnLetter: row.columnIndex === null ? null : columnLetter(row.columnIndex),
    severity: row.severity as 'error' | 'warning',
    code: row.code,
    message,
    value,
  }
}
