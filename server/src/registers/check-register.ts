import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SheetRow } from '@qianyue/domain/registers/cell.ts'
import { isBlankRow } from '@qianyue/domain/registers/cell.ts'
import { findHeader, HEADER_WITHIN_ROWS, type RegisterHeader } from '@qianyue/domain/registers/header.ts'
import {
  type ColumnGuess,
  columnLetter,
  guessMapping,
  type MappingByTitle,
  mappingOf,
  SAMPLE_ROWS,
} from '@qianyue/domain/registers/mapping.ts'
import { type SheetReading, startRegister } from '@qianyue/domain/registers/register-reading.ts'
import type { Services } from '../http/answer.ts'
import { actAs } from '../jobs/act-as.ts'
import { readRegister } from './read-register.ts'
import {
  choicesOf,
  commitWithoutWaiting,
  importById,
  readFile,
  refreshStatistics,
  rememberedColumns,
  STAGED_TABLES,
  setImport,
} from './register-imports.queries.ts'
import { type ReadRow, type Staging, stageRows } from './stage-rows.ts'
import {
  clearCheck,
  countKinds,
  countRows,
  insertProblems,
  insertRows,
  type StagedRow,
} from './staged-rows.queries.ts'
import { villageFinder } from './villages.ts'
import { UnreadableRegister } from './zip-file.ts'

/** Rows compared with the system and kept in one transaction. */
const ROWS_TOGETHER = 2_000
/** From so many rows on the database looks at what was staged, before parts of it are asked for. */
const MANY_ROWS = 1_000

/** A sheet as the page shows it: what each column was taken for, or why nothing was read. */
export type CheckedSheet = {
  sheet: string
  headerFrom: number | null
  headerTo: number | null
  leftOut: string | null
  columns: (ColumnGuess & { letter: string })[]
}

type Known = { chosen: MappingByTitle; remembered: MappingByTitle; today: LocalDate }

/** A register has no column from which a person can be known. */
const NO_HEADER = '没有找到写着“姓名”“身份证号”等的表头，这张工作表没有读取。'
const NO_NAME = '没有找到“姓名”列，也没有“身份证号”列，这张工作表没有读取。请在下面指明各列的含义。'

/**
 * Reads an uploaded register, compares it with what is known and keeps what was found: the people, what would become of
 * each, and every problem at its cell. Begun again it begins anew.
 * @throws UnreadableRegister when the file is none.
 */
export async function checkRegister(services: Services, accountId: string, importId: string): Promise<void> {
  const act = <Result>(work: Parameters<typeof actAs<Result>>[3]) =>
    actAs(services, accountId, 'register-imports.run', work)

  const opened = await act(async (context) => {
    const found = await importById(context, importId)
    if (found?.task !== 'check') return null
    await clearCheck(context.db, importId)
    const staging: Staging = {
      villages: await villageFinder(context),
      households: new Map(),
      choices: await choicesOf(context.db, importId),
      unknownVillages: new Map(),
    }
    const known: Known = {
      chosen: found.chosenColumns as MappingByTitle,
      remembered: await rememberedColumns(context.db, found.unitCode),
      today: context.today,
    }
    return {
      staging,
      known,
      unitCode: found.unitCode,
      fileName: found.fileName,
      file: await readFile(context, importId),
    }
  })
  if (!opened) return

  const { staging, known } = opened
  const reader = readRegister(opened.file, opened.fileName)
  const register = startRegister(known.today)
  const sheets: CheckedSheet[] = []
  let waiting: ReadRow[] = []
  let rowNumber = 0

  const keep = async (rows: StagedRow[], progress: number) => {
    await act(async (context) => {
      await commitWithoutWaiting(context.db)
      await insertRows(context, importId, rows)
      await setImport(context.db, importId, { progress: progress * 0.98 })
    })
  }
  // While the database takes rows, the next are compared with the county and those after them read: one batch at most is
  // at each of the three.
  let comparing: Promise<unknown> = Promise.resolve()
  let keeping = Promise.resolve()
  const keepNext = async () => {
    const rows = waiting
    waiting = []
    await comparing
    const compared = act((context) => stageRows(context, staging, rows))
    const kept = keeping
    const progress = reader.progress()
    comparing = compared.then(() => kept)
    keeping = Promise.all([compared, kept]).then(([staged]) => keep(staged, progress))
    for (const step of [comparing, keeping]) step.catch(() => {})
  }
  for await (const { rows, open } of sheetsOf(reader.batches, known, register, sheets)) {
    for (const raw of rows) {
      const row = open.read(raw)
      if (row) waiting.push({ row, raw, sheet: open, rowNumber: ++rowNumber })
      if (waiting.length >= ROWS_TOGETHER) await keepNext()
    }
  }
  await keepNext()
  await keeping
  if (rowNumber >= MANY_ROWS) await refreshStatistics(services.database, opened.unitCode, STAGED_TABLES)

  await act(async (context) => {
    await insertProblems(
      context,
      importId,
      register.finish().map(({ household, problem }) => ({ rowNumber: 0, household, problem })),
    )
    if (rowNumber === 0) throw new UnreadableRegister('empty')
    await setImport(context.db, importId, {
      status: 'ready',
      task: null,
      progress: 1,
      failure: null,
      columns: sheets,
      counts: await countRows(context.db, importId),
      findings: {
        unknownVillages: [...staging.unknownVillages.values()],
        kinds: await countKinds(context.db, importId),
      },
    })
  })
}

type Batches = ReturnType<typeof readRegister>['batches']

/** The rows below the header of each sheet that is a register, with the means to read them. */
async function* sheetsOf(
  batches: Batches,
  known: Known,
  register: ReturnType<typeof startRegister>,
  sheets: CheckedSheet[],
): AsyncGenerator<{ rows: SheetRow[]; open: SheetReading }> {
  let present = -1
  let top: SheetRow[] | null = []
  let open: SheetReading | null = null

  const begin = (): { rows: SheetRow[]; open: SheetReading } | null => {
    const rows = top ?? []
    top = null
    const begun = beginSheet(rows, known, register, sheets)
    open = begun?.open ?? null
    return begun
  }
  for await (const { sheetIndex, rows } of batches) {
    if (sheetIndex !== present) {
      if (top !== null && top.length > 0) {
        const begun = begin()
        if (begun) yield begun
      }
      present = sheetIndex
      top = []
      open = null
    }
    if (top !== null) {
      top.push(...rows)
      if (top.length < HEADER_WITHIN_ROWS + SAMPLE_ROWS) continue
      const begun = begin()
      if (begun) yield begun
    } else if (open) yield { rows, open }
  }
  if (top !== null && top.length > 0) {
    const begun = begin()
    if (begun) yield begun
  }
}

/** Understands the top of a sheet. Null when it is no register; why is said in `sheets`. */
function beginSheet(
  top: SheetRow[],
  { chosen, remembered, today }: Known,
  register: ReturnType<typeof startRegister>,
  sheets: CheckedSheet[],
): { rows: SheetRow[]; open: SheetReading } | null {
  const name = top[0]!.sheet
  const filled = top.filter(({ cells }) => !isBlankRow(cells))
  if (filled.length === 0) return null
  const header = findHeader(top.slice(0, HEADER_WITHIN_ROWS))
  const rows = header === null ? filled : top.filter(({ sheetRow }) => sheetRow > header.to)
  const guesses = guessMapping(header ?? { titles: [], groups: [] }, rows, { chosen, remembered }, today)
  const meanings = new Set(guesses.map(({ meaning }) => meaning))
  const isRegister = meanings.has('idNumber') || (header !== null && meanings.has('name'))
  sheets.push({
    sheet: name,
    headerFrom: header?.from ?? null,
    headerTo: header?.to ?? null,
    leftOut: isRegister ? null : header === null ? NO_HEADER : NO_NAME,
    columns: guesses.map((guess) => ({ ...guess, letter: columnLetter(guess.column) })),
  })
  return isRegister
    ? { rows, open: register.sheet(name, withTitles(header, guesses), mappingOf(guesses)) }
    : null
}

/** A register without a header has the letters of its columns for titles. */
function withTitles(header: RegisterHeader | null, guesses: readonly ColumnGuess[]): RegisterHeader {
  if (header) return header
  return {
    from: 0,
    to: 0,
    titles: guesses.map(({ column }) => `${columnLetter(column)} 列`),
    groups: guesses.map(() => ''),
    villageAbove: null,
    townshipAbove: null,
  }
}
