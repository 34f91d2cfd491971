import type { RegisterProblem } from '@qianyue/domain/registers/register-problem.ts'
import { arrayText } from '../database/array-text.ts'
import { keptProblem, keptRow, type RowContent } from './staged-content.ts'

/** Rows encrypted together: so many that the cipher costs little a row, so few that a page opens little else. */
const ROWS_A_SHEAF = 20
/** Problems encrypted together that are found besides the rows. */
const PROBLEMS_A_SHEAF = 100
/** Sheaves of problems that are about no row, from here downwards. */
const SHEAVES_OF_FILE = -1_000_000_000

/** What becomes of a row: a new resident, a change of a known one, nothing to do, or it stays out. */
export type Outcome = 'add' | 'change' | 'same' | 'out'

/** A row as it is kept between check and commit. */
export type StagedRow = {
  rowNumber: number
  sheet: string
  sheetRow: number
  household: number
  householdNumber: string | null
  outcome: Outcome
  hasWarning: boolean
  isDuplicate: boolean
  residentId: string
  householdId: string
  villageCode: number | null
  content: RowContent
  problems: readonly RegisterProblem[]
}

/** A problem that was found besides the rows: of the file as a whole, or of a row that was kept before. */
export type FoundProblem = { rowNumber: number; household: number; problem: RegisterProblem }

/**
 * Rows and problems as they are sent to the database, but for the cipher: columns as the texts of their arrays, and what is
 * encrypted as bytes. It travels between threads in a few pieces.
 */
export type StagedBatch = {
  rows: Columns<typeof ROW_COLUMNS> | null
  problems: Columns<typeof PROBLEM_COLUMNS> | null
  sheaves: Sheaves
}

/** What is encrypted together, one sheaf after another. */
export type Sheaves = {
  numbers: number[]
  /** Where in `bytes` each ends. */
  ends: number[]
  bytes: Uint8Array
}

type Columns<Names extends readonly string[]> = Record<Names[number], string>

const ROW_COLUMNS = [
  'rowNumber',
  'sheet',
  'sheetRow',
  'household',
  'outcome',
  'hasWarning',
  'isDuplicate',
  'residentId',
  'householdId',
  'villageCode',
  'sheaf',
  'place',
] as const

const PROBLEM_COLUMNS = [
  'rowNumber',
  'number',
  'sheet',
  'sheetRow',
  'household',
  'columnIndex',
  'column',
  'severity',
  'code',
  'sheaf',
  'place',
] as const

type Sheaf = { sheaf: number; contents: unknown[] }
type PlacedProblem = FoundProblem & { sheaf: number; place: number }

/** Puts rows together with what is wrong in them. */
export function batchOfRows(rows: readonly StagedRow[]): StagedBatch {
  const sheaves: Sheaf[] = []
  const problems: PlacedProblem[] = []
  const placed = rows.map((row, i) => {
    if (i % ROWS_A_SHEAF === 0) sheaves.push({ sheaf: row.rowNumber, contents: [] })
    const { sheaf, contents } = sheaves.at(-1)!
    const place = contents.push(keptRow(row.content)) - 1
    for (const problem of row.problems) {
      const { rowNumber, household } = row
      problems.push({ rowNumber, household, problem, sheaf, place: contents.push(keptProblem(problem)) - 1 })
    }
    return { ...row, sheaf, place }
  })
  return {
    rows: rows.length === 0 ? null : columnsOf(ROW_COLUMNS, placed),
    problems: columnsOfProblems(problems),
    sheaves: together(sheaves),
  }
}

/** Puts problems together that were found besides the rows. */
export function batchOfProblems(found: readonly FoundProblem[]): StagedBatch {
  const sheaves: Sheaf[] = []
  const placed = found.map((one, i): PlacedProblem => {
    if (i % PROBLEMS_A_SHEAF === 0)
      sheaves.push({ sheaf: one.rowNumber === 0 ? SHEAVES_OF_FILE - i : one.rowNumber, contents: [] })
    const { sheaf, contents } = sheaves.at(-1)!
    return { ...one, sheaf, place: contents.push(keptProblem(one.problem)) - 1 }
  })
  return { rows: null, problems: columnsOfProblems(placed), sheaves: together(sheaves) }
}

function columnsOfProblems(found: readonly PlacedProblem[]): StagedBatch['problems'] {
  if (found.length === 0) return null
  let last = 0
  let count = 0
  const numbered = found.map(({ rowNumber, household, problem, sheaf, place }) => {
    count = rowNumber === last || rowNumber === 0 ? count + 1 : 1
    last = rowNumber
    return { ...problem, rowNumber, household, sheaf, place, number: count }
  })
  return columnsOf(PROBLEM_COLUMNS, numbered)
}

function columnsOf<Names extends readonly string[]>(
  names: Names,
  rows: readonly Record<Names[number], unknown>[],
): Columns<Names> {
  const columns: Partial<Columns<Names>> = {}
  for (const name of names as readonly Names[number][])
    columns[name] = arrayText(rows.map((row) => row[name]))!
  return columns as Columns<Names>
}

function together(sheaves: readonly Sheaf[]): Sheaves {
  const parts = sheaves.map(({ contents }) => Buffer.from(JSON.stringify(contents)))
  let end = 0
  return {
    numbers: sheaves.map(({ sheaf }) => sheaf),
    ends: parts.map(({ length }) => {
      end += length
      return end
    }),
    bytes: Buffer.concat(parts),
  }
}
