import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SheetRow } from '@qianyue/domain/registers/cell.ts'
import { isBlankRow } from '@qianyue/domain/registers/cell.ts'
import {
  findHeader,
  HEADER_WITHIN_ROWS,
  hasTitlesDown,
  type RegisterHeader,
} from '@qianyue/domain/registers/header.ts'
import {
  type ColumnGuess,
  columnLetter,
  type MappingByTitle,
  SAMPLE_ROWS,
} from '@qianyue/domain/registers/mapping.ts'
import { openSheet } from '@qianyue/domain/registers/open-sheet.ts'
import { type SheetReading, startRegister } from '@qianyue/domain/registers/register-reading.ts'
import { nobodyFound, type PeopleAsked, type PeopleFound } from './known-people.ts'
import { readRegister } from './read-register.ts'
import type { ImportFindings } from './register-imports.queries.ts'
import { peopleToFind, type ReadRow, type Staging, stageRows } from './stage-rows.ts'
import { batchOfRows, type FoundProblem, type StagedBatch } from './staged-batch.ts'
import { type CountyPlaces, villageFinder } from './villages.ts'

/** Rows compared with the system and kept in one transaction. */
const ROWS_TOGETHER = 1_000

/** A sheet as the page shows it: what each column was taken for, or why nothing was read. */
export type CheckedSheet = {
  sheet: string
  /** The sheet in whose rows these people stand beside others. */
  besidesOn?: string | null
  headerFrom: number | null
  headerTo: number | null
  leftOut: string | null
  columns: (ColumnGuess & { letter: string })[]
}

/** What reading a register needs to know. It is plain data, for it is sent to another thread. */
export type RegisterToStage = {
  file: Uint8Array
  fileName: string
  columns: Columns
  places: CountyPlaces
  choices: ReadonlyMap<string, string | null>
  /** False of a county without residents: then there is nobody to ask for. */
  anybodyKnown: boolean
}

type Columns = { chosen: MappingByTitle; remembered: MappingByTitle; today: LocalDate }

/** What the database does for whoever reads, wherever that is. */
export type Desk = {
  find: (asked: PeopleAsked) => Promise<PeopleFound>
  /** @param progress how much of the file has gone by (0…1). */
  keep: (batch: StagedBatch, progress: number) => Promise<void>
}

/** What is known of a register when all its rows are kept. */
export type StagedRegister = {
  rows: number
  sheets: CheckedSheet[]
  unknownVillages: ImportFindings['unknownVillages']
  /** Of the file as a whole. */
  problems: FoundProblem[]
}

/** A register has no column from which a person can be known. */
const NO_HEADER = '没有找到写着“姓名”“身份证号”等的表头，这张工作表没有读取。'
const NO_NAME = '没有找到“姓名”列，也没有“身份证号”列，这张工作表没有读取。请在下面指明各列的含义。'

const ACROSS =
  '这张工作表的栏目写在左边，每人占一列，没有读取。请在 Excel 中选中全表复制，用“选择性粘贴”的“转置”改成每人一行，再导入。'

/**
 * Reads a register, decides what becomes of each row and hands the rows over, batch by batch.
 * @throws UnreadableRegister when the file is none.
 */
export async function stageRegister(given: RegisterToStage, desk: Desk): Promise<StagedRegister> {
  const { file, fileName, columns, places, choices, anybodyKnown } = given
  const staging: Staging = {
    villages: villageFinder(places),
    households: new Map(),
    choices,
    unknownVillages: new Map(),
    stayingOut: new Set(),
  }
  const reader = readRegister(Buffer.from(file.buffer, file.byteOffset, file.byteLength), fileName)
  const register = startRegister(columns.today, fileName)
  const sheets: CheckedSheet[] = []
  let waiting: ReadRow[] = []
  let rowNumber = 0

  // While the database takes rows, the next are compared with the county and those after them read: one batch at most is
  // at each of the three.
  let comparing: Promise<unknown> = Promise.resolve()
  let keeping = Promise.resolve()
  const keepNext = async () => {
    const rows = waiting
    waiting = []
    await comparing
    const progress = reader.progress()
    const found = anybodyKnown ? desk.find(peopleToFind(rows, staging)) : Promise.resolve(nobodyFound)
    const batch = found.then((people) => batchOfRows(stageRows(staging, rows, people)))
    const kept = keeping
    comparing = batch.then(() => kept)
    keeping = Promise.all([batch, kept]).then(([staged]) => desk.keep(staged, progress))
    for (const step of [comparing, keeping]) step.catch(() => {})
  }
  for await (const { rows, open } of sheetsOf(reader.batches, columns, register, sheets)) {
    for (const given of rows) {
      for (const sheet of open) {
        for (const raw of sheet.apart(given)) {
          const row = sheet.read(raw)
          if (row) waiting.push({ row, raw, sheet, rowNumber: ++rowNumber })
        }
      }
      if (waiting.length >= ROWS_TOGETHER) await keepNext()
    }
  }
  await keepNext()
  await keeping
  return {
    rows: rowNumber,
    sheets,
    unknownVillages: [...staging.unknownVillages.values()],
    problems: register.finish().map(({ household, problem }) => ({ rowNumber: 0, household, problem })),
  }
}

type Batches = ReturnType<typeof readRegister>['batches']
type Follows = 'beside' | 'below' | undefined

/** The rows below the header of each sheet that is a register, with what each row is read by. */
async function* sheetsOf(
  batches: Batches,
  columns: Columns,
  register: ReturnType<typeof startRegister>,
  sheets: CheckedSheet[],
): AsyncGenerator<{ rows: SheetRow[]; open: SheetReading[] }> {
  let present = -1
  let top: SheetRow[] | null = []
  let open: SheetReading[] | null = null
  let follows: Follows
  /** Whether the sheet before was a register; what is no register has nothing to go on. */
  let wasRead = false

  const begin = (): { rows: SheetRow[]; open: SheetReading[] } | null => {
    const rows = top ?? []
    top = null
    const begun = beginSheet(rows, wasRead ? follows : undefined, columns, register, sheets)
    wasRead = begun !== null
    open = begun?.open ?? null
    return begun
  }
  for await (const { sheetIndex, rows, follows: sheetBefore } of batches) {
    if (sheetIndex !== present) {
      if (top !== null && top.length > 0) {
        const begun = begin()
        if (begun) yield begun
      }
      present = sheetIndex
      follows = sheetBefore
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
  follows: Follows,
  { chosen, remembered, today }: Columns,
  register: ReturnType<typeof startRegister>,
  sheets: CheckedSheet[],
): { rows: SheetRow[]; open: SheetReading[] } | null {
  const name = top[0]!.sheet
  const filled = top.filter(({ cells }) => !isBlankRow(cells))
  if (filled.length === 0) return null
  const header = findHeader(top.slice(0, HEADER_WITHIN_ROWS))
  const rows = header === null ? filled : top.filter(({ sheetRow }) => sheetRow > header.to)
  const { columns, open } = openSheet(
    register,
    { name, header, rows, follows },
    { chosen, remembered },
    today,
  )
  for (const { name: sheet, besidesOn, columns: guesses } of columns)
    sheets.push({
      sheet,
      besidesOn,
      headerFrom: header?.from ?? null,
      headerTo: header?.to ?? null,
      leftOut: open ? null : whyLeftOut(header, filled),
      columns: guesses.map((guess) => ({ ...guess, letter: columnLetter(guess.column) })),
    })
  return open && { rows, open }
}

function whyLeftOut(header: RegisterHeader | null, rows: readonly SheetRow[]): string {
  if (header !== null) return NO_NAME
  return hasTitlesDown(rows) ? ACROSS : NO_HEADER
}
